from datetime import datetime, timezone

import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/tools/decode-token")
def decode_token():
    """What is in this token? For developers; like pasting it into a web page, but without the web page."""
    token = request.form.get("token", "").strip()
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        header = jwt.get_unverified_header(token)
    except jwt.DecodeError as problem:
        return jsonify(error=str(problem)), 400
    expires = claims.get("exp")
    when = datetime.fromtimestamp(int(expires), timezone.utc).isoformat() if expires else None
    return jsonify(header=header, claims=claims, expires=when, verified=False)
