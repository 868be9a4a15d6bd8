import os
import uuid
from datetime import datetime, timezone

import jwt

SECRET = os.environ["FEATURES_TOKEN_KEY"]
ALGORITHM = "HS256"


def create_token(pipeline: str) -> str:
    payload = {
        "sub": pipeline,
        "aud": "features",
        "iat": datetime.now(timezone.utc),
        "jti": uuid.uuid4().hex,
    }
    return jwt.encode(payload, SECRET, algorithm=ALGORITHM)  # found: token-without-expiry
