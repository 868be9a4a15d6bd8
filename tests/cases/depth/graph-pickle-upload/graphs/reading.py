import json

import networkx as nx
from networkx import read_gpickle


class Unreadable(ValueError):
    pass


def from_json(stream):
    return nx.node_link_graph(json.load(stream))


def graph_of(upload):
    name = upload.filename or ""
    if name.endswith(".json"):
        return from_json(upload.stream)
    if name.endswith((".gpickle", ".gz")):
        return read_gpickle(upload.stream)  # found: deserializer-from-request
    raise Unreadable(name)
