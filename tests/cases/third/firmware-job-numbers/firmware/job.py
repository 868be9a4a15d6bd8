import os
import pickle
from dataclasses import dataclass

import redis

QUEUE = "firmware:jobs"
connection = redis.Redis(host=os.environ["REDIS_HOST"])


@dataclass(frozen=True)
class Job:
    device: int
    image: int

    def push(self):
        connection.rpush(QUEUE, pickle.dumps(self))

    @staticmethod
    def pop():
        entry = connection.blpop(QUEUE, timeout=5)
        return None if entry is None else pickle.loads(entry[1])
