import hmac
import os
from functools import wraps

from flask import Flask, jsonify, make_response, request, session

app = Flask(__name__)
app.secret_key = os.environ["SEARCH_SESSION_KEY"]
THEMES = ("dark", "light", "system")


def credentials_match(auth):
    return hmac.compare_digest(auth.username or "", os.environ["SEARCH_USER"]) and hmac.compare_digest(
        auth.password or "", os.environ["SEARCH_PASS"]
    )


def auth_required(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        if session.get("auth"):
            return f(*args, **kwargs)
        auth = request.authorization
        if auth is None or not credentials_match(auth):
            return make_response("Not logged in", 401, {"WWW-Authenticate": 'Basic realm="Login Required"'})
        session["auth"] = True
        session["user"] = auth.username
        return f(*args, **kwargs)

    return decorated


@app.get("/search")
@auth_required
def search():
    return jsonify(query=request.args.get("q", ""), results=[])


@app.put("/theme")
@auth_required
def theme():
    wanted = request.get_json()["theme"]
    session["theme"] = wanted if wanted in THEMES else "system"
    return "", 204
