import json


def serialize(*args, **kwargs):
    return json.dumps({"args": args, "kwargs": kwargs})


def deserialize(data):
    call = json.loads(data)
    return call["args"], call["kwargs"]
