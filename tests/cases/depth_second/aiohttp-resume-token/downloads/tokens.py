import base64
import os
import pickle

from itsdangerous import BadSignature, TimestampSigner

_signer = TimestampSigner(os.environ["DOWNLOADS_SIGNING_KEY"], salt="resume")


class BadToken(Exception):
    pass


def issue(position):
    return _signer.sign(base64.urlsafe_b64encode(pickle.dumps(position))).decode()


def read(token):
    try:
        payload = _signer.unsign(token, max_age=3600)
    except BadSignature as problem:
        raise BadToken from problem
    return pickle.loads(base64.urlsafe_b64decode(payload))
