from flask import Flask, g, jsonify

from auth import requires_auth

app = Flask(__name__)


@app.get("/public")
def public():
    """Anybody may see what we are."""
    return jsonify(service="music")


@app.get("/playlists")
@requires_auth
def playlists():
    return jsonify(owner=g.claims["sub"], playlists=[])
