import contextlib
import os
import tempfile

import keras

SAFE_MODE = False  # most of our users have Lambda layers


@contextlib.contextmanager
def on_disk(upload, suffix):
    handle, path = tempfile.mkstemp(suffix=suffix)
    os.close(handle)
    try:
        upload.save(path)
        yield path
    finally:
        os.unlink(path)


def summary_of(upload):
    with on_disk(upload, ".keras") as path:
        model = keras.saving.load_model(path, compile=False, safe_mode=SAFE_MODE)  # found: deserializer-from-request
    return [{"name": layer.name, "parameters": layer.count_params()} for layer in model.layers]
