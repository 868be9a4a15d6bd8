from flask import Flask, Response, jsonify, request

from bridge.codec import NotDecodable, decode, encode

app = Flask("bridge")
LAST = {}


@app.errorhandler(NotDecodable)
def not_decodable(error):
    return jsonify(error=f"cannot read {error}"), 415


@app.post("/publish/<queue>")
def publish(queue):
    LAST[queue] = decode(request.data, request.headers.get("Content-Type", ""))
    return "", 202


@app.get("/last/<queue>")
def last(queue):
    content_type, body = encode(LAST.get(queue))
    return Response(body, content_type=content_type)
