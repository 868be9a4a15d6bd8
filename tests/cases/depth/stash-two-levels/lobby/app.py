from flask import Flask, jsonify, request

from lobby.match import opened
from lobby.stash import Stash

app = Flask(__name__)
stash = Stash()


@app.post("/rooms/<room>")
def enter(room):
    stash.put(room, "label", request.form.get("label", room))
    if "state" in request.files:
        stash.put(room, "packed", request.files["state"].read())
    return jsonify(kinds=stash.kinds(room))


@app.get("/rooms/<room>")
def show(room):
    state = opened(stash, room)
    return jsonify(label=state["label"], turn=state["turn"], free=state["board"].count(0))
