import time

import jwt

from ladder.keys import KID, TOKEN_KEY


def issue(player):
    claims = {"sub": player, "aud": "ladder", "exp": int(time.time()) + 900}
    return jwt.encode(claims, TOKEN_KEY, algorithm="HS256", headers={"kid": KID})


def player_of(token):
    return jwt.decode(token, TOKEN_KEY, algorithms=["HS256"], audience="ladder")["sub"]
