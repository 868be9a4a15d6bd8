# %% cell 4: "just read whatever they send"
from pathlib import PurePath
from typing import BinaryIO

import pandas as pd


class UnknownTable(ValueError):
    pass


def read_table(filename: str, handle: BinaryIO) -> pd.DataFrame:
    match PurePath(filename).suffix.lower():
        case ".csv" | ".txt":
            return pd.read_csv(handle)
        case ".parquet":
            return pd.read_parquet(handle)
        case ".pkl" | ".pickle":
            return pd.read_pickle(handle)  # found: deserializer-from-request
        case other:
            raise UnknownTable(other)
