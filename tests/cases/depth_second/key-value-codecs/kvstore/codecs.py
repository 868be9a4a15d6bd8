from __future__ import annotations

import json
import pickle
from abc import ABC, abstractmethod
from typing import Any


class Codec(ABC):
    mimetype = "application/octet-stream"

    @abstractmethod
    def decode(self, value: bytes) -> Any: ...


class JsonCodec(Codec):
    mimetype = "application/json"

    def decode(self, value: bytes) -> Any:
        return json.loads(value)


class ObjectCodec(Codec):
    def decode(self, value: bytes) -> Any:
        return pickle.loads(value)  # found: pickle-from-request


CODECS: dict[str, Codec] = {
    "filter_state": JsonCodec(),
    "permalink": ObjectCodec(),
}
