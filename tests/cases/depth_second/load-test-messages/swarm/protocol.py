import datetime as dt

import msgpack


def decode(obj):
    if "__datetime__" in obj:
        return dt.datetime.fromisoformat(obj["as_str"])
    return obj


class Message:
    def __init__(self, message_type, data, node_id):
        self.type = message_type
        self.data = data
        self.node_id = node_id

    @classmethod
    def unserialize(cls, data):
        return cls(*msgpack.loads(data, raw=False, strict_map_key=False, object_hook=decode))
