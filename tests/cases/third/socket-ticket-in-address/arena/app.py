from flask import Flask, jsonify, request

from arena.auth import player, player_of_ticket, tickets

app = Flask(__name__)
EVENTS = {}


@app.post("/tickets")
def ticket():
    return jsonify(ticket=tickets.dumps(player())), 201


@app.get("/poll")
def poll():
    name = player_of_ticket(request.args.get("ticket", ""))
    return jsonify(EVENTS.pop(name, []))
