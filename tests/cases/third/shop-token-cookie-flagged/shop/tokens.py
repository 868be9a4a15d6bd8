from datetime import datetime, timedelta, timezone

import jwt
from flask import current_app

CHUNK = 3000


def token_for(name):
    expires = datetime.now(timezone.utc) + timedelta(hours=4)
    claims = {"sub": name, "aud": "shop", "exp": expires}
    return jwt.encode(claims, current_app.config["API_KEY"], algorithm="HS256")


def chunks(token):
    return [token[start : start + CHUNK] for start in range(0, len(token), CHUNK)]
