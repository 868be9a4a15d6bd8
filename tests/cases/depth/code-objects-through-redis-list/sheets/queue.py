import redis

QUEUE = "sheets:formulas"
connection = redis.Redis.from_url("redis://localhost:6379/2")


def put(raw):
    return connection.rpush(QUEUE, raw)


def take(timeout=5):
    item = connection.blpop([QUEUE], timeout=timeout)
    if item is None:
        return None
    _name, raw = item
    return raw
