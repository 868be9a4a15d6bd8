from flask import Flask, abort, jsonify, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt_identity,
    jwt_required,
    set_access_cookies,
    unset_jwt_cookies,
)
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config.from_object("vote.config.Production")
JWTManager(app)
VOTERS = {}
BALLOTS = {}


@app.post("/login")
def login():
    name = request.form["name"]
    if name not in VOTERS or not check_password_hash(VOTERS[name], request.form["password"]):
        abort(401)
    answer = jsonify(name=name)
    set_access_cookies(answer, create_access_token(name))
    return answer


@app.post("/logout")
def logout():
    answer = jsonify(bye=True)
    unset_jwt_cookies(answer)
    return answer


@app.post("/ballot")
@jwt_required()
def ballot():
    BALLOTS[get_jwt_identity()] = str(request.form["choice"])
    return "", 204
