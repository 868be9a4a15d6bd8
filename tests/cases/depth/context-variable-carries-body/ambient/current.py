from contextvars import ContextVar

_attachment = ContextVar("attachment", default=b"")


def remember(content):
    return _attachment.set(content)


def attachment():
    return _attachment.get()


def forget(token):
    _attachment.reset(token)
