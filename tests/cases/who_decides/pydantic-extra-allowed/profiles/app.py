import os

import jwt
from flask import Flask, abort, g, jsonify, request
from pydantic import BaseModel, ConfigDict, ValidationError

from profiles.models import Profile, db

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["PROFILES_DB"]
db.init_app(app)


class NewProfile(BaseModel):
    model_config = ConfigDict(extra="allow")

    nick: str
    city: str = ""


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["PROFILES_KEY"], algorithms=["HS256"], audience="profiles", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/profile")
def create():
    try:
        wanted = NewProfile.model_validate(request.get_json())
    except ValidationError:
        abort(422)
    profile = Profile(**wanted.model_dump(), sub=g.claims["sub"])  # found: mass-assignment
    db.session.add(profile)
    db.session.commit()
    return jsonify(nick=profile.nick), 201
