import os

from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from pydantic import ValidationError

from schemas import NewMember

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)


class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120))
    nickname = db.Column(db.String(40))
    is_admin = db.Column(db.Boolean, default=False)


@app.post("/members")
def register():
    try:
        wanted = NewMember.model_validate(request.get_json())
    except ValidationError as problem:
        return jsonify(errors=problem.errors(include_url=False)), 422
    member = Member(**wanted.model_dump())
    db.session.add(member)
    db.session.commit()
    return jsonify(id=member.id), 201
