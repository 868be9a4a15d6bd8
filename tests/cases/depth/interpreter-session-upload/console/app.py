from flask import Flask, abort, jsonify, request

from console.restore import restore, stash

app = Flask("console")
app.config["MAX_CONTENT_LENGTH"] = 4 * 1024 * 1024


@app.post("/session")
def session_upload():
    upload = request.files.get("session")
    if upload is None:
        abort(400)
    path = stash(upload)
    names = restore(path)
    return jsonify(names=[name for name in names if not name.startswith("_")])


@app.get("/")
def index():
    return "<form method=post action=/session enctype=multipart/form-data><input type=file name=session></form>"
