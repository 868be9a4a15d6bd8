import os
import secrets
from datetime import datetime, timedelta, timezone

import jwt


class Token:
    lifetime = timedelta(minutes=10)
    use = None

    def __init__(self, subject, **extra):
        self.subject = subject
        self.extra = extra

    def claims(self):
        now = datetime.now(timezone.utc)
        return {**self.extra, "sub": self.subject, "use": self.use, "iat": now, "exp": now + self.lifetime}

    def sign(self):
        payload = self.claims()
        payload["jti"] = secrets.token_urlsafe(12)
        return jwt.encode(payload, os.environ["TICKET_KEY"], algorithm="HS512")

    @classmethod
    def read(cls, raw):
        payload = jwt.decode(raw, os.environ["TICKET_KEY"], algorithms=["HS512"], options={"require": ["exp", "jti"]})
        if payload["use"] != cls.use:
            raise jwt.InvalidTokenError("wrong use")
        return payload


class Access(Token):
    use = "access"


class Refresh(Token):
    use = "refresh"
    lifetime = timedelta(days=7)
