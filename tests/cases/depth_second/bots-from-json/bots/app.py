from flask import Flask, Response, jsonify, request

from bots.model import Bot

app = Flask(__name__)
BOTS = {"helper": Bot("helper")}


@app.get("/bots/<name>")
def export(name):
    return Response(BOTS[name].serialize(), mimetype="application/json")


@app.post("/bots")
def take():
    bot = Bot.deserialize(request.get_data(as_text=True))
    BOTS[bot.name] = bot
    return jsonify(name=bot.name, model=bot.llm.model), 201
