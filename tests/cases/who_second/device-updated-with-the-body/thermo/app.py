import os
from datetime import timedelta

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

from thermo.models import Thermostat, db

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["THERMO_JWT_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(hours=1)
JWTManager(app)


@app.before_request
def connect():
    db.connect(reuse_if_open=True)


@app.teardown_request
def close(_error):
    if not db.is_closed():
        db.close()


@app.get("/thermostats")
@jwt_required()
def index():
    rows = Thermostat.select().where(Thermostat.owner == get_jwt_identity())
    return jsonify([{"id": row.id, "name": row.name, "target": row.target} for row in rows])


@app.patch("/thermostats/<int:number>")
@jwt_required()
def change(number):
    changes = request.get_json()
    query = Thermostat.update(**changes)  # found: mass-assignment
    done = query.where(Thermostat.id == number, Thermostat.owner == get_jwt_identity()).execute()
    if not done:
        abort(404)
    return "", 204
