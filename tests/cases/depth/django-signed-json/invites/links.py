from django.core import signing

SALT = "invites.link"


def link_for(event):
    return signing.dumps({"event": event}, salt=SALT, compress=True)


def event_of(token):
    try:
        return signing.loads(token, salt=SALT, max_age=14 * 24 * 3600)["event"]
    except signing.BadSignature:
        return None
