import os

import jwt
from flask import Flask, abort, g, jsonify, request
from flask_sqlalchemy import SQLAlchemy

from club.schemas import MemberSchema

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["CLUB_DB"]
db = SQLAlchemy(app)


class Member(db.Model):
    sub = db.Column(db.String(80), primary_key=True)
    nick = db.Column(db.String(40))
    city = db.Column(db.String(40))
    paid_until = db.Column(db.Date)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["CLUB_KEY"], algorithms=["HS256"], audience="club", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.put("/member")
def change():
    member = Member.query.get_or_404(g.claims["sub"])
    for key, value in MemberSchema().load(request.get_json()).items():
        setattr(member, key, value)  # found: mass-assignment
    db.session.commit()
    return jsonify(nick=member.nick)
