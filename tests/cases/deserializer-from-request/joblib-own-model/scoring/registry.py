import functools

import joblib

_FILES = {
    "churn": "models/churn-v3.joblib",
    "fraud": "models/fraud-v1.joblib",
}


@functools.lru_cache(maxsize=None)
def _loaded(path):
    return joblib.load(path)


def estimator(name):
    path = _FILES.get(name)
    return _loaded(path) if path else None
