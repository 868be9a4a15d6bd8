import base64
import binascii
import pickle


def opaque(value):
    """A step's state, as the step before gave it to the browser."""
    try:
        raw = base64.urlsafe_b64decode(value)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    return pickle.loads(raw)  # found: pickle-from-request


def positive(value):
    number = int(value)
    if number < 1:
        raise ValueError("must be positive")
    return number
