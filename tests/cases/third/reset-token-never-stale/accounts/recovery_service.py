import os
import time

import jwt

HOUR = 3600


class RecoveryService:
    PURPOSE = "password-recovery"

    def __init__(self) -> None:
        self._key = os.environ["RECOVERY_KEY"]

    def issue(self, username: str) -> str:
        now = int(time.time())
        claims = {"sub": username, "aud": self.PURPOSE, "iat": now, "exp": now + HOUR}
        return jwt.encode(claims, self._key, algorithm="HS256")

    def username_of(self, token: str) -> str:
        options = {"verify_exp": False}
        claims = jwt.decode(  # found: expiry-not-required
            token, self._key, algorithms=["HS256"], audience=self.PURPOSE, options=options
        )
        return claims["sub"]
