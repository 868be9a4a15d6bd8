from flask import Blueprint, g, jsonify, request

from index.auth import api_login_required

api = Blueprint("api", __name__, url_prefix="/api")
RELEASES = {}


@api.get("/whoami")
@api_login_required
def whoami():
    return jsonify(login=g.login)


@api.get("/releases")
@api_login_required
def releases():
    return jsonify([name for name, r in RELEASES.items() if r["owner"] == g.login])


@api.post("/releases")
@api_login_required
def publish():
    name = str(request.get_json()["name"])
    if RELEASES.get(name, {}).get("owner", g.login) != g.login:
        return jsonify(error="not yours"), 403
    RELEASES[name] = {"owner": g.login, "yanked": False}
    return jsonify(name=name), 201


@api.post("/releases/yank-all")  # found: route-without-decision
def yank_all():
    for release in RELEASES.values():
        release["yanked"] = True
    return jsonify(yanked=len(RELEASES))


@api.delete("/releases")
@api_login_required
def delete_mine():
    for name in [name for name, r in RELEASES.items() if r["owner"] == g.login]:
        del RELEASES[name]
    return "", 204
