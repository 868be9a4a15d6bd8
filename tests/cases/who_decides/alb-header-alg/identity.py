import functools
import os

import jwt
import requests

REGION = os.environ["AWS_REGION"]


@functools.lru_cache(maxsize=8)
def public_key(kid):
    url = f"https://public-keys.auth.elb.{REGION}.amazonaws.com/{kid}"
    answer = requests.get(url, timeout=5)
    answer.raise_for_status()
    return answer.text


def parse(token):
    header = jwt.get_unverified_header(token)
    kid, how = header["kid"], header.get("alg", "ES256")
    return verify(token, public_key(kid), [how])


def verify(token, key, algorithms):
    required = {"require": ["exp", "iss"]}
    return jwt.decode(token, key, algorithms=algorithms, options=required)  # found: algorithm-from-token
