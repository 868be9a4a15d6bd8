import json

CONTAINERS = {}


def container(name):
    def register(cls):
        CONTAINERS[name] = cls
        return cls

    return register


class Payload:
    def __init__(self, data, meta, container_name):
        self.data = data
        self.meta = meta
        self.container_name = container_name


class DataContainer:
    @classmethod
    def from_payload(cls, payload):
        raise NotImplementedError


@container("json")
class JSONContainer(DataContainer):
    @classmethod
    def from_payload(cls, payload):
        return json.loads(payload.data)


def auto_from_payload(payload):
    return CONTAINERS[payload.container_name].from_payload(payload)
