_VALUES = {}


def everything():
    return dict(_VALUES)


def put(key, value):
    _VALUES[key] = value


def drop(key):
    _VALUES.pop(key, None)
