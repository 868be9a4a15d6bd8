import os

from flask import Blueprint, g, jsonify
from flask_httpauth import HTTPBasicAuth
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.security import check_password_hash

auth = HTTPBasicAuth()
api = Blueprint("api", __name__, url_prefix="/api/v1")
signer = URLSafeTimedSerializer(os.environ["BLOG_KEY"], salt="api")
PASSWORDS = {}


@auth.verify_password
def verify_password(email_or_token, password):
    if email_or_token == "":
        return False
    if password == "":
        try:
            g.email = signer.loads(email_or_token, max_age=3600)
        except BadData:
            return False
        g.token_used = True
        return g.email in PASSWORDS
    stored = PASSWORDS.get(email_or_token)
    if stored is None:
        return False
    g.email = email_or_token
    g.token_used = False
    return check_password_hash(stored, password)


@api.before_request
@auth.login_required
def before_request():
    """Every route of this blueprint needs one of the two."""


@api.post("/tokens/")
def token():
    if g.token_used:
        return jsonify(error="a token does not buy a token"), 401
    return jsonify(token=signer.dumps(g.email), expiration=3600)
