"""The account envelope: how our clients carry an account from one call to the next."""

from __future__ import annotations

import base64
import io
import pickle
from dataclasses import dataclass, field


def unpack(text: str) -> dict[str, object]:
    """The account inside an envelope; nothing sent is an empty account."""
    if not text:
        return {}
    account: dict[str, object] = pickle.loads(base64.urlsafe_b64decode(text))
    return account


@dataclass
class RememberedAccount:
    """The account that the browser remembers in a cookie."""

    cookie: str
    account: dict[str, object] = field(default_factory=dict)

    def open(self) -> None:
        """Read the cookie, if there is one."""
        if self.cookie:
            raw = io.BytesIO(base64.b64decode(self.cookie))
            self.account = pickle.Unpickler(raw).load()

    @property
    def role(self) -> object:
        """What the account may do."""
        return self.account.get("role", "member")
