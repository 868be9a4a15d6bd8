import json
import os

from jwt.algorithms import RSAAlgorithm

_KEYS = {key["kid"]: RSAAlgorithm.from_jwk(json.dumps(key)) for key in json.loads(os.environ["JWKS"])["keys"]}


def key_for(kid):
    return _KEYS.get(kid)
