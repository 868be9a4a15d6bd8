from flask import Flask, jsonify, request

from views3d.scene import Camera

app = Flask(__name__)
CAMERAS = {}


@app.post("/cameras")
def add():
    camera = Camera(**request.get_json())
    CAMERAS[camera.name] = camera
    return jsonify(name=camera.name), 201


@app.get("/cameras/<name>/pose")
def pose(name):
    at = CAMERAS[name].pose()
    return jsonify(x=at.x, y=at.y, z=at.z)
