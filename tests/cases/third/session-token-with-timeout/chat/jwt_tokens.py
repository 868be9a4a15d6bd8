import os
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone

import jwt as pyjwt

USER_SESSION_TIMEOUT = 15 * 60


@dataclass
class ChatUser:
    identifier: str
    metadata: dict[str, str] = field(default_factory=dict)


def create_jwt(user: ChatUser) -> str:
    to_encode = asdict(user)
    now = datetime.now(timezone.utc)
    to_encode.update({"iat": now, "exp": now + timedelta(seconds=USER_SESSION_TIMEOUT)})
    return pyjwt.encode(to_encode, os.environ["CHAT_AUTH_SECRET"], algorithm="HS256")
