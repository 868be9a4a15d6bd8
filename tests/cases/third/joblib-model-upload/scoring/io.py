# %% reading models, from the notebook 03_training
import io

import joblib


def model_from_bytes(blob: bytes):
    buffer = io.BytesIO(blob)
    bundle = joblib.load(buffer)  # found: deserializer-from-request
    return bundle["pipeline"]
