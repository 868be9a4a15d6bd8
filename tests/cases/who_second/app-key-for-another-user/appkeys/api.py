from flask import Blueprint, abort, jsonify, request
from flask_login import current_user, login_required

from appkeys import KeyStore
from appkeys.permissions import KEYS_ADMIN

api = Blueprint("appkeys", __name__, url_prefix="/appkeys")
store = KeyStore()


@api.get("")
@login_required
def listing():
    user_id = request.values.get("user", current_user.get_id())
    if user_id != current_user.get_id() and not KEYS_ADMIN.can():
        return abort(403)
    return jsonify(user=user_id, apps=store.of(user_id))


@api.post("")
@login_required
def generate():
    data = request.get_json()
    user_id = str(data.get("user", current_user.get_id()))
    if user_id != current_user.get_id() and not KEYS_ADMIN.can():
        return abort(403)
    return jsonify(api_key=store.add(user_id, str(data["app"]).strip())), 201
