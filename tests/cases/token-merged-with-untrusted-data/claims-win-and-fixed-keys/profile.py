import os

import jwt

ALLOWED_THEMES = {"light", "dark"}


def claims_of(header):
    return jwt.decode(
        header.removeprefix("Bearer "),
        os.environ["TOKEN_KEY"],
        algorithms=["HS256"],
        audience="profile",
        options={"require": ["exp", "sub", "role"]},
    )


def shown(claims, wishes):
    theme = wishes.get("theme", "light")
    return {"theme": theme if theme in ALLOWED_THEMES else "light"} | claims
