import datetime as dt

import jwt

from registry.models import ServiceKey

ISSUER = "registry"
MAX_LIFETIME = 3660


class InvalidBearer(Exception):
    pass


def decode_bearer(header, audience):
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "bearer":
        raise InvalidBearer("wrong scheme")
    try:
        kid = jwt.get_unverified_header(encoded).get("kid")
        stored = ServiceKey.approved(kid)
        if stored is None:
            raise InvalidBearer("unknown service key")
        payload = jwt.decode(
            encoded,
            stored.public_pem,
            algorithms=["RS256"],
            audience=audience,
            issuer=ISSUER,
            options={"require": ["exp", "nbf", "iat", "sub"]},
            leeway=dt.timedelta(seconds=30),
        )
    except jwt.InvalidTokenError as problem:
        raise InvalidBearer("not valid") from problem
    if payload["exp"] - payload["iat"] > MAX_LIFETIME:
        raise InvalidBearer("lives too long")
    return payload
