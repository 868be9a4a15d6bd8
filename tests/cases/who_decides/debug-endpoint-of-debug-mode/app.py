import os

from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["ROUTES_KEY"]
app.config["DEBUG"] = os.environ.get("FLASK_DEBUG", "0") == "1"
JWTManager(app)
PLACES = {}


@app.get("/places")
@jwt_required()
def places():
    return jsonify(PLACES.get(get_jwt_identity(), []))


@app.post("/places")
@jwt_required()
def add():
    PLACES.setdefault(get_jwt_identity(), []).append(str(request.get_json()["name"]))
    return "", 201


if app.config["DEBUG"]:

    @app.get("/routes")  # echo: route-without-decision
    def routes():
        return jsonify([rule.rule for rule in app.url_map.iter_rules()])


if __name__ == "__main__":
    app.run(host="127.0.0.1", debug=app.config["DEBUG"])
