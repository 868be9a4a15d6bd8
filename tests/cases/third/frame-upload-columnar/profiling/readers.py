import io

import numpy as np
import pandas as pd


def read_array(blob: bytes) -> pd.DataFrame:
    return pd.DataFrame(np.load(io.BytesIO(blob), allow_pickle=False))


READERS = {
    "text/csv": lambda blob: pd.read_csv(io.BytesIO(blob)),
    "application/vnd.apache.parquet": lambda blob: pd.read_parquet(io.BytesIO(blob)),
    "application/x-npy": read_array,
}
