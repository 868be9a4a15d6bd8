from pickle import loads


def count(content):
    parts = loads(content)  # found: pickle-from-request
    return len(parts)
