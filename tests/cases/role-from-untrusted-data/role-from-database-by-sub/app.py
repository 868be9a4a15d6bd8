from flask import Flask, abort, g, jsonify, request

from auth import signed_in

app = Flask(__name__)


@app.post("/members/<member>/suspend")
@signed_in
def suspend(member):
    if g.user.role != "admin":
        abort(403)
    reason = (request.get_json(silent=True) or {}).get("reason", "")
    return jsonify(suspended=member, reason=reason)
