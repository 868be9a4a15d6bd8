import os

import redis

QUEUE = "firmware:jobs"
connection = redis.Redis(host=os.environ["REDIS_HOST"])


def push(blob):
    connection.rpush(QUEUE, blob)


def pop(timeout=5):
    entry = connection.blpop(QUEUE, timeout=timeout)
    return None if entry is None else entry[1]
