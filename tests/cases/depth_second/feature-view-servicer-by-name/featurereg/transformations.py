_KNOWN = {}


def transformation(func):
    _KNOWN[func.__name__] = func
    return func


@transformation
def hourly_mean(rows):
    return sum(rows) / max(len(rows), 1)


@transformation
def last_value(rows):
    return rows[-1]


def named(name):
    return _KNOWN.get(name)
