import hashlib
import hmac
import os

import cloudpickle

_KEY = os.environ["RUNNER_HMAC_KEY"]


class IntegrityError(ValueError):
    pass


def _compute_hash(buffer, secret_key):
    return hmac.new(secret_key.encode(), msg=buffer, digestmod=hashlib.sha256).hexdigest()


def _perform_integrity_check(expected, buffer):
    actual = _compute_hash(buffer, _KEY)
    if not hmac.compare_digest(expected, actual):
        raise IntegrityError("Integrity check for the serialized function or data failed.")


def deserialize(expected, buffer):
    _perform_integrity_check(expected, buffer)
    return cloudpickle.loads(buffer)
