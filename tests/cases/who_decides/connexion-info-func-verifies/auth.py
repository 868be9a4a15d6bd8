import os

from connexion.exceptions import OAuthProblem
from jose import JWTError, jwt

ISSUER = "secrets"


def decode_token(token):
    try:
        return jwt.decode(
            token,
            os.environ["SECRETS_KEY"],
            algorithms=["HS256"],
            issuer=ISSUER,
            audience="secrets",
            options={"require_exp": True, "require_aud": True, "require_sub": True},
        )
    except JWTError as problem:
        raise OAuthProblem("invalid token") from problem
