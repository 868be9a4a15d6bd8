from flask import Flask, jsonify, request

from shellish.commands import dispatch
from shellish.splitting import words

app = Flask(__name__)


@app.post("/command")
def command():
    return jsonify(dispatch(words(request.form["line"])))
