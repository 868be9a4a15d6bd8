from flask import Flask, jsonify, request

from shellish.running import Unknown, script

app = Flask(__name__)


@app.errorhandler(Unknown)
def unknown(error):
    return jsonify(unknown=str(error)), 400


@app.post("/script")
def post_script():
    return jsonify(script(request.get_data(as_text=True).splitlines()))
