import io
import json

import pandas as pd


class UnsupportedType(Exception):
    status = 415


def frame_of(content_type, data):
    match content_type.split(";"):
        case ["text/csv", *_]:
            return pd.read_csv(io.BytesIO(data))
        case ["application/json", *_]:
            plain = json.loads(data)
            return pd.DataFrame(plain["inputs"])
        case ["application/vnd.pandas.pickle" | "application/x-pickle", *_]:
            return pd.read_pickle(io.BytesIO(data))  # found: deserializer-from-request
        case _:
            raise UnsupportedType(content_type)
