from flask import Flask, abort, jsonify, request

from thumbs.worker import celery

app = Flask("thumbs")
WIDTHS = (64, 128, 256)


@app.post("/images/<int:image_id>/resize")
def resize(image_id):
    width = request.form.get("width", 128, type=int)
    if width not in WIDTHS:
        abort(400)
    result = celery.send_task(
        "thumbs.resize",
        kwargs={"image_id": image_id, "width": width, "caption": request.form.get("caption", "")},
    )
    return jsonify(task=result.id), 202
