from authlib.integrations.flask_oauth2 import current_token
from flask import Flask, jsonify, request
from flask_cors import CORS

from weather.protector import require_oauth

app = Flask(__name__)
CORS(app, origins="*")


@app.get("/stations")
@require_oauth("weather:read")
def stations():
    return jsonify(client=current_token["client_id"], stations=[])


@app.post("/stations")
@require_oauth("weather:write")
def add():
    return jsonify(client=current_token["client_id"], name=str(request.get_json()["name"])), 201
