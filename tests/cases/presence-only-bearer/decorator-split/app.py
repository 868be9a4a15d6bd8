from functools import wraps

from flask import Flask, g, jsonify, request

app = Flask(__name__)


def token_required(view):
    @wraps(view)
    def checked(*args, **kwargs):
        parts = request.headers.get("Authorization", "").split()
        if len(parts) != 2 or parts[0] != "Bearer":  # found: presence-only-bearer
            return jsonify(message="a valid token is missing"), 401
        g.token_tail = parts[1][-4:]
        return view(*args, **kwargs)

    return checked


@app.get("/invoices")
@token_required
def invoices():
    app.logger.info("invoices for ...%s", g.token_tail)
    return jsonify(invoices=[{"id": 1, "total": 90}])
