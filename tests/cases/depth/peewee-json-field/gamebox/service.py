from flask import Flask, jsonify, request

from gamebox.tables import Save, database, frequencies

app = Flask(__name__)


@app.post("/saves/<player>")
def upload(player):
    text = request.get_data(as_text=True)
    with database:
        Save.create(player=player, state=request.get_json(), keys=frequencies(text))
    return jsonify(player=player), 201


@app.get("/saves/<player>")
def download(player):
    with database:
        save = Save.get(Save.player == player)
    return jsonify(state=save.state, busiest=max(save.keys))
