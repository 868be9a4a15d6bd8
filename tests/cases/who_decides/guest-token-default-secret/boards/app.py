import jwt
from flask import Flask, abort, jsonify, request
from flask_login import LoginManager, current_user, login_required

from boards import config
from boards.security import create_guest_token, parse_guest_token

app = Flask(__name__)
app.secret_key = config.SECRET_KEY
LoginManager(app)


@app.post("/security/guest_token/")
@login_required
def guest_token():
    if not current_user.can_grant_guest:
        abort(403)
    body = request.get_json()
    return jsonify(token=create_guest_token(str(body["username"]), [str(name) for name in body["dashboards"]]))


@app.get("/embedded/<dashboard>")
def embedded(dashboard):
    try:
        claims = parse_guest_token(request.headers.get("X-GuestToken", ""))
    except jwt.PyJWTError:
        abort(403)
    if dashboard not in claims["resources"]:
        abort(403)
    return jsonify(dashboard=dashboard)
