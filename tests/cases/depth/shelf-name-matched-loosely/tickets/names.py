import re

_NAME = re.compile(r"[a-z]+")


class BadName(ValueError):
    pass


def checked(name):
    if not _NAME.match(name):
        raise BadName(name)
    return name
