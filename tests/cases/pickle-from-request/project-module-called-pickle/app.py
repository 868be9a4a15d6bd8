from flask import Flask, jsonify, request

from jar import pickle

app = Flask(__name__)


@app.post("/jar")
def fill():
    jar = pickle.loads(request.get_data(as_text=True))
    return jsonify(jar=jar, packed=pickle.dumps(jar))
