from flask import Blueprint, abort, g, jsonify, request

from zones.decorators import apikey_auth, apikey_can_access_domain, apikey_can_create_domain

bp = Blueprint("api", __name__, url_prefix="/api/v1")
ZONES = {}


@bp.get("/zones")
@apikey_auth
def listing():
    return jsonify([zone for zone in ZONES if g.apikey["role"] != "User" or zone in g.apikey["zones"]])


@bp.post("/zones")
@apikey_auth
@apikey_can_create_domain
def create():
    ZONES[str(request.get_json()["name"])] = []
    return "", 201


@bp.get("/zones/<zone>")
@apikey_auth
@apikey_can_access_domain
def show(zone):
    if zone not in ZONES:
        abort(404)
    return jsonify(ZONES[zone])


@bp.delete("/zones/<zone>")
@apikey_auth
@apikey_can_create_domain
def drop(zone):
    ZONES.pop(zone, None)
    return "", 204
