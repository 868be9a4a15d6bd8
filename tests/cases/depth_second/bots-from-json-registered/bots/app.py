from flask import Flask, jsonify, request

from bots.model import Bot

app = Flask(__name__)
BOTS = {}


@app.post("/bots")
def take():
    bot = Bot.deserialize(request.get_data(as_text=True))
    if not isinstance(bot, Bot):
        return jsonify(message="not a bot"), 422
    BOTS[str(bot.name)] = bot
    return jsonify(name=bot.name), 201
