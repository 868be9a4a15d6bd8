from flask import Flask, jsonify, request

from lobby.match import caption, opened
from lobby.parcels import annotate, parcel

app = Flask(__name__)


@app.post("/rooms/<room>")
def enter(room):
    made = annotate(parcel(request.form["note"]), request.headers.get("X-Author", "guest"))
    state = opened(made)
    return jsonify(room=room, turn=state["turn"], note=state["note"], caption=caption(made))
