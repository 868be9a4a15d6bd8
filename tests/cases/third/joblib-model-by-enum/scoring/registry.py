# %% deployed models
from enum import Enum
from functools import lru_cache
from pathlib import Path

import joblib

MODEL_DIR = Path("/srv/models")


class ModelName(str, Enum):
    baseline = "baseline"
    gbm = "gbm"
    linear = "linear"


@lru_cache(maxsize=3)
def load(name: ModelName):
    return joblib.load(MODEL_DIR / f"{name.value}.joblib")
