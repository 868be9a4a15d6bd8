from flask import Flask, jsonify, request

from thumbs.tasks import make_thumbnail

api = Flask(__name__)


@api.post("/pictures/<int:picture_id>/thumbnail")
def thumbnail(picture_id):
    width = request.args.get("width", 200, type=int)
    result = make_thumbnail.delay(picture_id, width)
    return jsonify(task=result.id), 202
