from flask import Flask, g, jsonify, request

from finder.config import Config

app = Flask(__name__)


@app.before_request
def load_config():
    g.user_config = Config().from_params(request.args)


@app.get("/search")
def search():
    query = request.args.get("q", "").strip()
    return jsonify(query=query, lang=g.user_config.lang, preferences=g.user_config.to_params())
