import os

from itsdangerous import BadData, URLSafeTimedSerializer

REVOKED = set()
_signer = URLSafeTimedSerializer(os.environ["DESK_KEY"], salt="api-token")


def issue(journalist):
    return _signer.dumps({"id": journalist})


def journalist_of(token):
    if token in REVOKED:
        return None
    try:
        return _signer.loads(token, max_age=8 * 3600)["id"]
    except BadData:
        return None
