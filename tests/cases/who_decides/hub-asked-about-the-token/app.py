import os
from functools import wraps

from flask import Flask, Response, jsonify, request
from jupyterhub.services.auth import HubAuth

prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")
auth = HubAuth(api_token=os.environ["JUPYTERHUB_API_TOKEN"], cache_max_age=60)
app = Flask(__name__)
QUOTAS = {}


def authenticated(view):
    @wraps(view)
    def decorated(*args, **kwargs):
        header = request.headers.get("Authorization", "")
        token = header.split(" ", 1)[1] if header.startswith("token ") else None
        user = auth.user_for_token(token) if token else None
        if not user:
            return Response("Forbidden", status=403)
        return view(user, *args, **kwargs)

    return decorated


@app.get(prefix)
@authenticated
def whoami(user):
    return jsonify(name=user["name"], quota=QUOTAS.get(user["name"], 1))


@app.post(prefix + "quota")
@authenticated
def set_quota(user):
    if "quota-managers" not in user.get("groups", []):
        return Response("Forbidden", status=403)
    body = request.get_json()
    QUOTAS[str(body["name"])] = int(body["quota"])
    return "", 204
