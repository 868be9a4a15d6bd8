import pandas as pd

READERS = {
    "csv": pd.read_csv,
    "parquet": pd.read_parquet,
    "pickle": pd.read_pickle,
}


def frame_at(place):
    return READERS[place.form](place.address)
