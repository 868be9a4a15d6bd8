import base64
from dataclasses import dataclass


@dataclass
class Message:
    body: bytes
    mac: bytes

    @classmethod
    def of(cls, form):
        return cls(base64.b64decode(form["body"]), bytes.fromhex(form["mac"]))
