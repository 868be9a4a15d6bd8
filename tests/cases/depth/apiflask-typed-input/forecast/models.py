from functools import lru_cache
from pathlib import Path

import joblib

MODELS = Path("/opt/forecast/models")
HORIZONS = {"hour": 1, "day": 24, "week": 168}


@lru_cache(maxsize=32)
def model(region, hours):
    return joblib.load(MODELS / f"region-{region:02d}-{hours}.joblib")


def forecast(region, horizon, values):
    hours = HORIZONS[horizon]
    return list(model(region, hours).predict([values])[0])
