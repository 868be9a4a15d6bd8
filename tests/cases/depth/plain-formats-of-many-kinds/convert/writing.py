import datetime as dt
import json


def _plain(value):
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)


def as_json(value):
    return json.dumps(value, default=_plain, indent=2)
