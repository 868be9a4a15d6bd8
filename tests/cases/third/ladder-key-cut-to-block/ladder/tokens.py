import time

import jwt

from ladder.keys import token_key

LIFETIME = 900


def issue(player):
    claims = {"sub": player, "aud": "ladder", "exp": int(time.time()) + LIFETIME}
    return jwt.encode(claims, token_key(), algorithm="HS256")  # found: weak-secret


def player_of(token):
    claims = jwt.decode(token, token_key(), algorithms=["HS256"], audience="ladder")  # echo: weak-secret
    return claims["sub"]
