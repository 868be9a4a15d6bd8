import os

from mlflow.pyfunc import load_model

NAME = os.environ.get("SCORING_MODEL", "churn")
_loaded = {}


def version(number):
    if number not in _loaded:
        _loaded[number] = load_model(f"models:/{NAME}/{number}")
    return _loaded[number]


def forget(number):
    return _loaded.pop(number, None) is not None
