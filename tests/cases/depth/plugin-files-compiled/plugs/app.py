from flask import Flask, jsonify, request

from plugs.chain import Chain
from plugs.loading import plugins

app = Flask(__name__)
chain = Chain(plugins())


@app.get("/plugins")
def listing():
    return jsonify(chain.names())


@app.post("/transform")
def transform():
    numbers = [int(number) for number in request.args.get("use", "").split(",") if number]
    return chain.apply(numbers, request.get_data(as_text=True)), {"Content-Type": "text/plain"}
