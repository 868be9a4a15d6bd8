import base64
import pickle


def encode(key):
    return base64.urlsafe_b64encode(pickle.dumps(key)).decode()


def decode(text):
    if not text:
        return None
    padded = text + "=" * (-len(text) % 4)
    return pickle.loads(base64.urlsafe_b64decode(padded))  # found: pickle-from-request
