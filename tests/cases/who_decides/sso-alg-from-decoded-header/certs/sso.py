import base64
import json
import os

import jwt
import requests

PROVIDER = os.environ["SSO_PROVIDER"]


def token_header(token):
    first = token.split(".", 1)[0]
    return json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))  # echo: token-decoded-by-hand


def exchange(code):
    answer = requests.post(
        f"{PROVIDER}/token",
        data={"grant_type": "authorization_code", "code": code},
        auth=(os.environ["SSO_ID"], os.environ["SSO_SECRET"]),
        timeout=5,
    )
    return answer.json()["id_token"]


def validate(id_token):
    header = token_header(id_token)
    keys = requests.get(f"{PROVIDER}/jwks", timeout=5).json()["keys"]
    matching = [key for key in keys if key["kid"] == header["kid"]]
    key = jwt.PyJWK(matching[0]).key
    rules = {"audience": os.environ["SSO_ID"], "options": {"require": ["exp", "aud"]}}
    return jwt.decode(id_token, key, algorithms=[header["alg"]], **rules)  # found: algorithm-from-token
