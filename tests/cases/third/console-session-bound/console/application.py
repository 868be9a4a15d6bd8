import os

from flask import Flask, abort, jsonify

from console.security import TokenService
from console.session_context import SessionContext

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ["SESSION_KEY"], SESSION_COOKIE_SECURE=True, SESSION_COOKIE_SAMESITE="Lax")
tokens = TokenService()
context = SessionContext()


@app.post("/console/session")
def open_session():
    claims = tokens.verify()
    context.open(claims["sub"], claims.get("role", "viewer"))
    return "", 204


@app.post("/console/restart")
def restart():
    claims = tokens.verify()
    if context.role_of(claims["sub"]) != "operator":
        abort(403)
    return jsonify(restarted=True)
