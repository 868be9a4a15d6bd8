from flask import Flask, abort, jsonify, request

app = Flask(__name__)
CURATORS = {"ann", "bo"}
RECORDS = ["charter of 1211"]


def curator():
    name = request.environ.get("REMOTE_USER")
    if name not in CURATORS:
        abort(403)
    return name


@app.get("/records")
def records():
    """Public: the archive is there to be read."""
    return jsonify(RECORDS)


@app.post("/records")
def add():
    name = curator()
    RECORDS.append(str(request.get_json()["title"]))
    return jsonify(by=name), 201


@app.delete("/records")
def clear():
    curator()
    RECORDS.clear()
    return "", 204
