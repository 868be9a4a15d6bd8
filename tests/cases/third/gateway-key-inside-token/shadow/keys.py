import json

import jwt
from jwt.algorithms import ECAlgorithm


def device_key(token):
    header = jwt.get_unverified_header(token)
    return ECAlgorithm.from_jwk(json.dumps(header["jwk"]))  # found: key-from-token
