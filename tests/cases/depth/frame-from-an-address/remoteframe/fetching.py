from urllib.parse import urlsplit

import pandas as pd


def suffix_of(url):
    path = urlsplit(url).path
    return path.rpartition(".")[2].lower()


def frame_at(url):
    suffix = suffix_of(url)
    if suffix == "csv":
        return pd.read_csv(url)
    if suffix == "parquet":
        return pd.read_parquet(url)
    if suffix in ("pkl", "pickle"):
        return pd.read_pickle(url)  # found: deserializer-from-request
    raise LookupError(suffix)
