import pickle

from itsdangerous import BadSignature, URLSafeSerializer

_links = URLSafeSerializer("invite-links", salt="v1", serializer=pickle)  # echo: secret-in-source, weak-secret


def make(state):
    return _links.dumps(state)


def read(token):
    try:
        return _links.loads(token)  # found: deserializer-from-request
    except BadSignature:
        return None
