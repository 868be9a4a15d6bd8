import json
from base64 import urlsafe_b64decode, urlsafe_b64encode


def cursor(position):
    return urlsafe_b64encode(json.dumps({"after": position}).encode()).decode()


def position(text):
    return int(json.loads(urlsafe_b64decode(text))["after"]) if text else 0
