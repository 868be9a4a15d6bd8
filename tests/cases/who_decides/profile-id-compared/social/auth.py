import hashlib

from flask_httpauth import HTTPTokenAuth

from social.models import Token

token_auth = HTTPTokenAuth(scheme="Bearer")


@token_auth.verify_token
def verify_token(token):
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = Token.query.filter_by(digest=digest, revoked=False).first()
    return found.user if found else None
