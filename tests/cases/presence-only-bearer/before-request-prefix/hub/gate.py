from flask import jsonify, request

OPEN = {"/health", "/version"}


def gate():
    """Ask for a Bearer token everywhere but on the open paths."""
    if request.path in OPEN:
        return None
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):  # found: presence-only-bearer
        return jsonify(error="unauthorized"), 401, {"WWW-Authenticate": "Bearer"}
    return None
