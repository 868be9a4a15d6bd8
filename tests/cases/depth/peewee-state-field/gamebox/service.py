import base64

from flask import Flask, abort, jsonify, request

from gamebox.tables import Save, database

app = Flask(__name__)


@app.before_request
def connect():
    database.connect(reuse_if_open=True)


@app.teardown_request
def disconnect(_error):
    database.close()


@app.post("/saves/<player>")
def upload(player):
    rows = [
        {"player": player, "slot": slot, "state": base64.b64decode(text)}
        for slot, text in enumerate(request.get_json()["slots"])
    ]
    Save.insert_many(rows).execute()
    return jsonify(saved=len(rows)), 201


@app.get("/saves/<player>/<int:slot>")
def download(player, slot):
    save = Save.get_or_none(Save.player == player, Save.slot == slot)
    if save is None:
        abort(404)
    return jsonify(level=save.state.get("level"), coins=save.state.get("coins"))
