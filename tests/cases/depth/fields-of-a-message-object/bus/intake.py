import base64

from bus.messages import Message, ObjectMessage


def parts(form):
    raw = dict(form)
    raw["payload"] = base64.b64decode(raw.pop("payload", ""))
    return raw


def message(form, *, objects):
    kind = ObjectMessage if objects else Message
    return kind(**parts(form))
