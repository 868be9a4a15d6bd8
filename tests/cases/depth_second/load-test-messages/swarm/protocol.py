import datetime

import msgpack


def decode(obj):
    if "__datetime__" in obj:
        return datetime.datetime.strptime(obj["as_str"], "%Y%m%dT%H:%M:%S.%f")
    return obj


class Message:
    def __init__(self, message_type, data, node_id):
        self.type = message_type
        self.data = data
        self.node_id = node_id

    @classmethod
    def unserialize(cls, data):
        return cls(*msgpack.loads(data, raw=False, strict_map_key=False, object_hook=decode))
