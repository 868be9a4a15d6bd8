from flask import Flask, abort, jsonify, request

from depot.contents import count
from depot.tickets import valid

app = Flask(__name__)
COUNTS = {}


@app.put("/files/<name>")
def put(name):
    given = request.headers.get("X-Ticket", "")
    if not valid(name, given):
        abort(400, "no ticket for that name")
    COUNTS[name] = count(request.get_data())
    return jsonify(name=name, parts=COUNTS[name])


@app.get("/files")
def listing():
    return jsonify(COUNTS)
