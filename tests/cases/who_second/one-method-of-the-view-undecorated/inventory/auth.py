import os

import jwt
from flask_httpauth import HTTPTokenAuth

token_auth = HTTPTokenAuth(scheme="Bearer")


@token_auth.verify_token
def verify_token(token):
    try:
        return jwt.decode(token, os.environ["INVENTORY_KEY"], algorithms=["HS256"], audience="inventory")["sub"]
    except jwt.InvalidTokenError:
        return None
