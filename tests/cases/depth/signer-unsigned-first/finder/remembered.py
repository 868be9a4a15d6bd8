import base64
import pickle

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

EMPTY = {"tags": [], "page": 1}


def _signer():
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="finder.filters")


def freeze(filters):
    packed = base64.urlsafe_b64encode(pickle.dumps(filters))
    return _signer().sign(packed).decode()


def thaw(cookie):
    if not cookie:
        return dict(EMPTY)
    try:
        packed = _signer().unsign(cookie, max_age=7 * 24 * 3600)
    except BadSignature:
        return dict(EMPTY)
    return pickle.loads(base64.urlsafe_b64decode(packed))
