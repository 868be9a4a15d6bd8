from flask import Flask, g, jsonify, request

from finder.config import Config

app = Flask(__name__)


@app.before_request
def load_config():
    g.user_config = Config.from_param(request.args.get("preferences", ""))


@app.get("/search")
def search():
    return jsonify(lang=g.user_config.lang, safe=g.user_config.safe)


@app.post("/preferences")
def preferences():
    languages = {"en", "de", "fr"}
    lang = request.form.get("lang", "en")
    return jsonify(preferences=Config(lang if lang in languages else "en").to_param())
