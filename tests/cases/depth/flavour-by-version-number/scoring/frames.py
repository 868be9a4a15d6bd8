import io

import pandas as pd


def frame_of(mimetype, raw):
    if mimetype == "text/csv":
        return pd.read_csv(io.BytesIO(raw))
    return pd.read_json(io.BytesIO(raw), orient="split")
