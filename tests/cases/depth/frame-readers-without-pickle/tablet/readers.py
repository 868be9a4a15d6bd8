from pathlib import Path

import pandas as pd

READERS = {
    "csv": lambda stream: pd.read_csv(stream, nrows=100_000),
    "parquet": pd.read_parquet,
    "json": lambda stream: pd.read_json(stream, orient="records"),
}
CACHE = Path("/var/cache/tablet/holidays.pkl")


def read(kind, stream):
    return READERS[kind](stream)


def holidays():
    """Days off, computed once a day by holidays_refresh."""
    return pd.read_pickle(CACHE)


def holidays_refresh(frame):
    frame.to_pickle(CACHE)
