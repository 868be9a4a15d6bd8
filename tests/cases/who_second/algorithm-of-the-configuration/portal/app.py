import os

from flask import Flask, abort, g, jsonify, request

from portal import api_token
from portal.models import ApiToken, db

app = Flask(__name__)
app.config.update(
    API_TOKEN_ALGORITHM=os.environ["API_TOKEN_ALGORITHM"],
    API_TOKEN_SECRET=os.environ["API_TOKEN_SECRET"],
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
)
db.init_app(app)


@app.before_request
def identify():
    g.user = api_token.user_of(request.headers.get("Authorization", ""))
    if g.user is None:
        abort(403)


@app.get("/tokens")
def tokens():
    rows = ApiToken.query.filter_by(user_id=g.user)
    return jsonify([row.name for row in rows])


@app.post("/tokens")
def new_token():
    return jsonify(token=api_token.create(g.user, str(request.get_json()["name"]))), 201
