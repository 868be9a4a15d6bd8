import hmac
import os
import pickle

SECRET = os.environ["SYNC_SECRET"].encode()


def open_message(message):
    expected = hmac.digest(SECRET, message.body, "sha256")
    assert hmac.compare_digest(expected, message.mac), "bad mac"
    return pickle.loads(message.body)  # found: pickle-from-request
