from flask import Flask, jsonify, session

from kept.interface import ClientSessions

app = Flask(__name__)
app.session_interface = ClientSessions()


@app.get("/count")
def count():
    session["count"] = session.get("count", 0) + 1
    return jsonify(count=session["count"])
