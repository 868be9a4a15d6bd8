import json
import pickle
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Params:
    args: list[Any] = field(default_factory=list)
    kwargs: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_wire(cls, body: bytes, arg_num: int) -> "Params":
        if arg_num == 1:
            return cls(args=[json.loads(body)])
        args, kwargs = pickle.loads(body)  # found: pickle-from-request
        return cls(args=list(args), kwargs=kwargs)
