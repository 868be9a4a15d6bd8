import os
from collections import ChainMap

import jwt
import yaml
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.put("/quota/<team>")
def quota(team):
    try:
        claims = jwt.decode(
            request.headers.get("Authorization", "").partition(" ")[2],
            os.environ["TOKEN_KEY"],
            algorithms=["HS256"],
            audience="quota",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)
    overrides = yaml.safe_load(request.headers.get("X-Context", "{}"))
    view = ChainMap(overrides, claims)  # found: token-merged-with-untrusted-data
    if view["team"] != team:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(team=team, quota=int(request.args["gib"]))
