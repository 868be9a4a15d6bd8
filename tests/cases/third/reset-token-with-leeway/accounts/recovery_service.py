import os
from datetime import timedelta

import jwt


class RecoveryService:
    PURPOSE = "password-recovery"

    def username_of(self, token: str) -> str:
        claims = jwt.decode(
            token,
            os.environ["RECOVERY_KEY"],
            algorithms=["HS256"],
            audience=self.PURPOSE,
            leeway=timedelta(seconds=10),
            options={"require": ["exp", "sub"]},
        )
        return claims["sub"]
