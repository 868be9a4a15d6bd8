import os

from flask import Flask, g, jsonify, request

from sessions.files import FileStore

app = Flask(__name__)
store = FileStore(os.environ["SESSION_FOLDER"], os.environ["SESSION_KEY"].encode())


@app.before_request
def open_visit():
    sid = request.cookies.get("visit", "")
    g.sid, g.visit = store.get(sid) if sid else store.new()


@app.after_request
def close_visit(response):
    store.put(g.sid, g.visit)
    response.set_cookie("visit", g.sid, httponly=True, secure=True, samesite="Lax")
    return response


@app.get("/counter")
def counter():
    g.visit["seen"] = g.visit.get("seen", 0) + 1
    return jsonify(seen=g.visit["seen"])
