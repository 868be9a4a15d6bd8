import base64
import json
from dataclasses import dataclass

from flask import abort


@dataclass(slots=True)
class User:
    name: str
    level: str = "reader"

    @classmethod
    def from_header(cls, text):
        return cls(**json.loads(base64.b64decode(text)))

    def must_be(self, level):
        if self.level != level:  # found: role-from-untrusted-data
            abort(403, f"{self.name} is not {level}")
