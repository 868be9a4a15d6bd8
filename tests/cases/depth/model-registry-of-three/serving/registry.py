import os

import joblib

ROOT = os.path.dirname(os.path.abspath(__file__))
FILES = {
    "spam": "spam-v3.joblib",
    "tone": "tone-v1.joblib",
    "topic": "topic-v7.joblib",
}
_loaded = {}


def model(name):
    filename = FILES.get(name)
    if filename is None:
        return None
    if filename not in _loaded:
        _loaded[filename] = joblib.load(os.path.join(ROOT, "models", filename))
    return _loaded[filename]
