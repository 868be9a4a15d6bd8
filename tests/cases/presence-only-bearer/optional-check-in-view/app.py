import re

from flask import Flask, jsonify, request

app = Flask(__name__)
BEARER = re.compile(r"^Bearer\s+[\w-]+\.[\w-]+\.[\w-]*$")


@app.delete("/posts/<int:number>")
def remove(number):
    if not (header := request.headers.get("authorization")) or not BEARER.match(header):  # found: presence-only-bearer
        return jsonify(error="sign in first"), 401
    app.logger.info("post %d removed", number)
    return "", 204
