import io
import json
from typing import Any, NamedTuple

import pandas as pd


class Parsed(NamedTuple):
    data: pd.DataFrame
    params: dict[str, Any]


def parse(content_type, data):
    if content_type == "text/csv":
        return Parsed(pd.read_csv(io.StringIO(data.decode("utf-8"))), {})
    if content_type == "application/json":
        plain = json.loads(data)
        params = plain.get("params", {})
        if "dataframe_split" in plain:
            split = plain["dataframe_split"]
            return Parsed(pd.DataFrame(split["data"], columns=split["columns"]), params)
        return Parsed(pd.DataFrame(plain["inputs"]), params)
    raise ValueError("text/csv or application/json")
