import io

from .formats import READERS, suffix


class Unreadable(ValueError):
    pass


def read(upload):
    try:
        reader, options = READERS[suffix(upload.filename)]
    except KeyError:
        raise Unreadable(upload.filename) from None
    return reader(io.BytesIO(upload.read()), **options)  # found: deserializer-from-request


def summary(array):
    return {"shape": list(array.shape), "mean": float(array.mean())}
