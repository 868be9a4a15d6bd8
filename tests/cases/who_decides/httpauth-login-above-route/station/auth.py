import hashlib

from flask_httpauth import HTTPTokenAuth

auth = HTTPTokenAuth(scheme="Bearer")
OWNERS = {}


@auth.verify_token
def verify(token):
    return OWNERS.get(hashlib.sha256(token.encode()).hexdigest())
