ROUTES = {"mail": "outgoing", "index": "search"}


def queue_for(message):
    kind = message.get("kind")
    return ROUTES.get(kind, "default")
