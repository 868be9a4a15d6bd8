from flask import Flask, abort, jsonify, request

from gallery.summaries import summary_of

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 64 * 1024 * 1024


@app.post("/summary")
def summary():
    upload = request.files.get("model")
    if upload is None:
        abort(400)
    return jsonify(summary_of(upload))
