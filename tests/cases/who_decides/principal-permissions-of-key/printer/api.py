from flask import Flask, jsonify, request

from printer.access import ADMIN, PRINT, STATUS, principals

app = Flask(__name__)
principals.init_app(app)
JOB = {"file": None}
SETTINGS = {"bed": 60}


@app.get("/api/job")
@STATUS.require(403)
def job():
    return jsonify(JOB)


@app.post("/api/job")
@PRINT.require(403)
def start():
    JOB["file"] = str(request.get_json()["file"])
    return "", 204


@app.post("/api/settings")
@ADMIN.require(403)
def settings():
    SETTINGS["bed"] = int(request.get_json()["bed"])
    return jsonify(SETTINGS)
