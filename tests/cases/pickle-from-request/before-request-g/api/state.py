from flask import Blueprint, g, jsonify

state_bp = Blueprint("state", __name__)


@state_bp.route("/resume")
def resume():
    from pickle import loads as thaw

    if g.client_state is None:
        return jsonify(step=0)
    state = thaw(g.client_state)  # found: pickle-from-request
    return jsonify(step=state["step"])
