from flask import g, jsonify, request

from vault.secure import SecureBlueprint

entries = SecureBlueprint("entries", __name__, url_prefix="/entries")
STORE = {}


@entries.get("")
def listing():
    return jsonify(sorted(STORE.get(g.claims["sub"], {})))


@entries.put("/<name>")
def put(name):
    STORE.setdefault(g.claims["sub"], {})[name] = str(request.get_json()["value"])
    return "", 204


@entries.get("/<name>")
def get(name):
    return jsonify(value=STORE.get(g.claims["sub"], {}).get(name))
