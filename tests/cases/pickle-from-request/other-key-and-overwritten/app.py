import pickle

from flask import Flask, jsonify, request

app = Flask(__name__)

EMPTY = pickle.dumps([])


@app.route("/board", methods=["GET", "POST"])
def board():
    parts = {"title": request.form.get("title", "untitled"), "body": EMPTY}
    body = pickle.loads(parts["body"])

    blob = request.get_data()
    app.logger.debug("got %d bytes, starting afresh", len(blob))
    blob = pickle.dumps({"tiles": []})
    fresh = pickle.loads(blob)
    return jsonify(title=parts["title"], body=body, tiles=fresh["tiles"])
