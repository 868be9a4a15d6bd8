import os

from flask import Flask, g, jsonify, request
from flask_oidc import OpenIDConnect

app = Flask(__name__)
app.config.update(
    SECRET_KEY=os.environ["SEED_KEY"],
    OIDC_CLIENT_SECRETS=os.environ["SEED_CLIENT_SECRETS"],
    OIDC_SCOPES="openid seeds:read seeds:write",
)
oidc = OpenIDConnect(app)
SEEDS = {}


@app.get("/seeds")
@oidc.accept_token(require_token=True, scopes_required=["seeds:read"])
def seeds():
    return jsonify(SEEDS.get(g.oidc_token_info["sub"], []))


@app.post("/seeds")
@oidc.accept_token(require_token=True, scopes_required=["seeds:write"])
def add():
    SEEDS.setdefault(g.oidc_token_info["sub"], []).append(str(request.get_json()["name"]))
    return "", 201


@app.delete("/seeds")
@oidc.accept_token(require_token=True, scopes_required=["seeds:write"])
def drop():
    SEEDS.pop(g.oidc_token_info["sub"], None)
    return "", 204
