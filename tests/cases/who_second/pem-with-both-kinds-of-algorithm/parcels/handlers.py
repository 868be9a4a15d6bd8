PARCELS = {}


def search(user):
    return PARCELS.get(user, [])


def post(user, body):
    PARCELS.setdefault(user, []).append({"to": body["to"]})
    return None, 201
