import jwt
from flask import Flask, abort, jsonify, request

from keys import public_key, session_key, signing_key

app = Flask(__name__)
app.secret_key = session_key()
app.config["JWT_SECRET_KEY"] = signing_key()


@app.get("/whoami")
def whoami():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            token, public_key(), algorithms=["RS256"], audience="whoami", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(sub=claims["sub"])
