import hashlib
import hmac
import json
from dataclasses import dataclass

import cloudpickle


@dataclass
class Meta:
    sha256_hash: str
    version: str = "2023-04-24"

    @classmethod
    def from_json(cls, text):
        plain = json.loads(text)
        return cls(sha256_hash=plain["sha256_hash"], version=str(plain.get("version", "")))


def _compute_hash(buffer):
    return hashlib.sha256(buffer).hexdigest()


def _perform_integrity_check(expected, buffer):
    if not hmac.compare_digest(expected, _compute_hash(buffer)):
        raise ValueError("Integrity check for the serialized function or data failed.")


def deserialize(meta, buffer):
    _perform_integrity_check(meta.sha256_hash, buffer)
    return cloudpickle.loads(buffer)  # found: deserializer-from-request
