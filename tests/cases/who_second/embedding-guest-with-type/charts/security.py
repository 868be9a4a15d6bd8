import logging
import os
import time

import jwt

logger = logging.getLogger(__name__)


class GuestUser:
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token):
        self.username = token["user"].get("username", "guest")
        self.resources = [item["id"] for item in token["resources"] if item["type"] == "chart"]

    def get_id(self):
        return None


class SecurityManager:
    algorithm = "HS256"
    audience = "charts-embedded"
    lifetime = 300

    def __init__(self):
        self._secret = os.environ["GUEST_TOKEN_SECRET"]

    def create_guest_token(self, user, resources):
        now = int(time.time())
        claims = {
            "user": user,
            "resources": resources,
            "iat": now,
            "exp": now + self.lifetime,
            "aud": self.audience,
            "type": "guest",
        }
        return jwt.encode(claims, self._secret, algorithm=self.algorithm)

    def guest_from_request(self, req):
        raw = req.headers.get("X-GuestToken")
        if raw is None:
            return None
        try:
            token = jwt.decode(raw, self._secret, algorithms=[self.algorithm], audience=self.audience)
        except jwt.InvalidTokenError:
            logger.warning("invalid guest token", exc_info=True)
            return None
        if token.get("type") != "guest":
            logger.warning("a token that is not for guests")
            return None
        return GuestUser(token)
