import base64
import json
import os
from dataclasses import dataclass

import jwt
from flask import request


@dataclass
class Context:
    subject: str
    scopes: tuple[str, ...]
    locale: str

    def may(self, scope: str) -> bool:
        return scope in self.scopes  # echo: role-from-untrusted-data


def build() -> Context:
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    claims = jwt.decode(raw, os.environ["BILLING_KEY"], algorithms=["HS256"], audience="billing")
    extra = json.loads(base64.b64decode(request.headers.get("X-Request-Context", "e30=")))
    return Context(claims["sub"], tuple(extra.get("scopes", ())), extra.get("locale", "en"))
