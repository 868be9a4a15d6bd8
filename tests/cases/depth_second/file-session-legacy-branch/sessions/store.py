import hmac
import logging
import os
import pickle

logger = logging.getLogger(__name__)
MAC_LENGTH = 64
MARK = b"v2:"


def _mac(body):
    return hmac.new(os.environ["SESSION_KEY"].encode(), body, "sha256").hexdigest().encode()


def dump(data):
    body = pickle.dumps(data)
    return MARK + _mac(body) + body


def load(document):
    if not document.startswith(MARK):
        logger.info("session document of the former release")
        return pickle.loads(document)  # found: pickle-from-request
    document = document[len(MARK) :]
    header, body = document[:MAC_LENGTH], document[MAC_LENGTH:]
    if not hmac.compare_digest(header, _mac(body)):
        logger.warning("session document refused")
        return {}
    return pickle.loads(body)
