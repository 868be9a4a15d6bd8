import os
import secrets
from datetime import timedelta

from flask import Flask, abort, jsonify
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import delete, select

app = Flask(__name__)
app.config.update(
    JWT_SECRET_KEY=os.environ["JWT_SECRET_KEY"],
    JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=30),
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
)
JWTManager(app)
db = SQLAlchemy(app)


class SyncKey(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    reader_id = db.Column(db.String(36), index=True, nullable=False)
    value = db.Column(db.String(64), nullable=False)


@app.post("/readers/<reader_id>/sync-keys")
@jwt_required()
def create(reader_id):
    if reader_id != get_jwt_identity():
        abort(403)
    key = SyncKey(reader_id=reader_id, value=secrets.token_hex(24))
    db.session.add(key)
    db.session.commit()
    return jsonify(value=key.value), 201


@app.get("/readers/<reader_id>/sync-keys")
@jwt_required()
def index(reader_id):
    if reader_id != get_jwt_identity():
        abort(403)
    keys = db.session.scalars(select(SyncKey).where(SyncKey.reader_id == reader_id))
    return jsonify([key.id for key in keys])


@app.delete("/readers/<reader_id>/sync-keys")
@jwt_required()
def withdraw(reader_id):
    db.session.execute(delete(SyncKey).where(SyncKey.reader_id == reader_id))  # found: object-without-owner-check
    db.session.commit()
    return "", 204
