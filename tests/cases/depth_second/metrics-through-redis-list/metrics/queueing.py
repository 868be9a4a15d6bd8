import os

import redis

KEY = "metrics:incoming"
connection = redis.from_url(os.environ["METRICS_REDIS"])


def push(batch):
    connection.lpush(KEY, batch)


def pop(timeout=5):
    item = connection.brpop(KEY, timeout=timeout)
    return item[1] if item else None
