from flask import Flask, abort, jsonify

from news.context import context

app = Flask(__name__)
ARTICLES = {"world": ["One"], "local": ["Two"]}


@app.post("/front")
def front():
    return jsonify(ARTICLES.get(context()["edition"], []))


@app.post("/archive")
def archive():
    who = context()
    if who.get("plan") != "paid":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify([title for titles in ARTICLES.values() for title in titles])
