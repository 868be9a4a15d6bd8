import hashlib
import hmac
import os

HMAC_KEY = os.environ["REMOTE_FUNCTION_HMAC_KEY"].encode()


class IntegrityError(ValueError):
    pass


def perform_integrity_check(expected: str, buffer: bytes) -> None:
    actual = hmac.new(HMAC_KEY, msg=buffer, digestmod=hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, actual):
        raise IntegrityError("the payload was not made by our client")
