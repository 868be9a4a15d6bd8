from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
# Only the mesh gateway holds this certificate; the web server refuses all others and sets these variables itself.
app.config["GATEWAY_SUBJECT"] = "CN=gateway.mesh.internal,O=Example"


@app.before_request
def from_gateway():
    verified = request.environ.get("SSL_CLIENT_VERIFY") == "SUCCESS"
    if not verified or request.environ.get("SSL_CLIENT_S_DN") != app.config["GATEWAY_SUBJECT"]:
        abort(403)
    g.user = request.headers.get("X-Forwarded-User", "")
    if not g.user:
        abort(401)


@app.get("/notebooks")
def notebooks():
    return jsonify(user=g.user, notebooks=[])


@app.get("/images")
def images():
    return jsonify(user=g.user, images=["minimal", "scientific"])


@app.post("/notebooks")
def start():
    return jsonify(user=g.user, image=str(request.get_json()["image"])), 201
