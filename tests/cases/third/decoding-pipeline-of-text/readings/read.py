import base64
import json
import lzma
from dataclasses import dataclass

from readings.pipe import pipe


@dataclass(frozen=True)
class Reading:
    sensor: int
    value: float


def reading(fields):
    return Reading(int(fields["sensor"]), float(fields["value"]))


read = pipe(base64.b85decode, lzma.decompress, json.loads, reading)
