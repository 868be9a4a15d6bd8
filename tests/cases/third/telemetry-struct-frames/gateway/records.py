import json
import struct
from dataclasses import dataclass

HEADER = struct.Struct("!BI")
RECORD = struct.Struct("!Hfd")


@dataclass(slots=True)
class Sample:
    device: int
    celsius: float
    at: float


def decode(kind, payload):
    if kind == 1:
        return [Sample(*fields) for fields in RECORD.iter_unpack(payload)]
    return [Sample(int(row["d"]), float(row["c"]), float(row["t"])) for row in json.loads(payload)]
