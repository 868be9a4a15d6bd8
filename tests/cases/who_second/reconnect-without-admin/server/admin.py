import logging
from functools import wraps

from flask import Blueprint, abort, jsonify, request
from flask_login import current_user, login_required

from server import jobs

log = logging.getLogger(__name__)
admi = Blueprint("admin", __name__, url_prefix="/admin")


def admin_required(f):
    @wraps(f)
    def inner(*args, **kwargs):
        if not current_user.role_admin():
            abort(403)
        return f(*args, **kwargs)

    return inner


@admi.route("/shutdown", methods=["POST"])
@login_required
@admin_required
def shutdown():
    jobs.stop(restart=request.get_json().get("parameter") == 0)
    return jsonify(text="Server restarts")


@admi.route("/reconnect", methods=["POST"])  # found: function-without-role-check
@login_required
def reconnect():
    log.warning("reconnecting to the library database")
    jobs.reconnect(library=str(request.get_json()["library"]))
    return jsonify(text="Reconnected")


@admi.route("/metadata_backup", methods=["POST"])
@login_required
@admin_required
def queue_metadata_backup():
    jobs.backup(library=str(request.get_json()["library"]))
    return jsonify(text="Queued")


@admi.route("/clear-cache", methods=["POST"])
@login_required
@admin_required
def clear_cache():
    jobs.clear_thumbnails(library=str(request.get_json()["library"]))
    return jsonify(text="Cleared")


@admi.route("/loglevel", methods=["POST"])
@login_required
@admin_required
def loglevel():
    jobs.set_level(str(request.get_json()["level"]))
    return jsonify(text="Set")
