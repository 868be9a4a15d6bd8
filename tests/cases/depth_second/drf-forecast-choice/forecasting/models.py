from functools import lru_cache
from pathlib import Path

import joblib
from django.conf import settings


@lru_cache(maxsize=8)
def fitted(crop, year):
    return joblib.load(Path(settings.MODEL_ROOT) / crop / f"{year}.joblib")
