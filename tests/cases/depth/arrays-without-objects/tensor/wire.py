import io

import numpy as np

ALLOW_OBJECTS = False
DTYPES = {"f4": np.float32, "f8": np.float64, "i8": np.int64}


def from_npy(body):
    return np.load(io.BytesIO(body), allow_pickle=ALLOW_OBJECTS)


def from_npz(body, name):
    with np.load(io.BytesIO(body)) as archive:
        return archive[name]


def from_raw(body, code, shape):
    return np.frombuffer(body, dtype=DTYPES[code]).reshape(shape)
