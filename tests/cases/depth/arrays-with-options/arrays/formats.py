import numpy as np

TEXT = {"delimiter": ",", "dtype": float}
BINARY = {"allow_pickle": True, "mmap_mode": None}

READERS = {
    "csv": (np.loadtxt, TEXT),
    "npy": (np.load, BINARY),
}


def suffix(filename):
    return filename.rsplit(".", 1)[-1].lower()
