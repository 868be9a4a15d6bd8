from flask import Blueprint, Flask, g, jsonify, request

from certs.auth import login_required

mod = Blueprint("certificates", __name__)
CERTIFICATES = []


@mod.get("/certificates")
@login_required
def listing():
    return jsonify([c for c in CERTIFICATES if c["owner"] == g.current_user["email"]])


@mod.post("/certificates")
@login_required
def order():
    CERTIFICATES.append({"owner": g.current_user["email"], "cn": str(request.get_json()["commonName"])})
    return "", 201


app = Flask(__name__)
app.register_blueprint(mod)
