from flask import Flask, jsonify, session

from kept.redis_session import RedisSessionInterface

app = Flask(__name__)
app.session_interface = RedisSessionInterface()


@app.get("/count")
def count():
    session["count"] = session.get("count", 0) + 1
    return jsonify(count=session["count"])


@app.post("/forget")
def forget():
    session.clear()
    return "", 204
