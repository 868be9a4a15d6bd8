import base64

import cloudpickle


def serialize(*args, **kwargs):
    return base64.b64encode(cloudpickle.dumps({"args": args, "kwargs": kwargs})).decode("ascii")


def deserialize(data):
    data = cloudpickle.loads(base64.b64decode(data.encode("ascii")))  # found: deserializer-from-request
    return data["args"], data["kwargs"]
