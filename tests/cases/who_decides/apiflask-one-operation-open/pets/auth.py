import os

import jwt
from apiflask import HTTPTokenAuth

auth = HTTPTokenAuth(scheme="Bearer")


@auth.verify_token
def verify_token(token):
    try:
        claims = jwt.decode(
            token, os.environ["PETS_KEY"], algorithms=["HS256"], audience="pets", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        return None
    return claims["sub"]
