import os

from redis import Redis

CHANNEL = "live-objects"
_redis = Redis(host=os.environ.get("REDIS_HOST", "localhost"))


def publish(data):
    return _redis.publish(CHANNEL, data)


def messages():
    pubsub = _redis.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe(CHANNEL)
    for message in pubsub.listen():
        yield message["data"]
