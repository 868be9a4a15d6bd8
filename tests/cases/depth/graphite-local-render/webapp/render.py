from flask import Blueprint, Response, abort, request

from .compat import unpickle
from .graphs import GRAPH_TYPES

render = Blueprint("render", __name__)


@render.route("/render/local/", methods=["POST"])
def render_local():
    kind, options = parse_local(request.get_data())
    graph = GRAPH_TYPES[kind](**options)
    return Response(graph.output(), content_type=graph.content_type)


def parse_local(body):
    kind, _, packed = body.partition(b"\n")
    kind = kind.decode("ascii", "replace").strip()
    if kind not in GRAPH_TYPES:
        abort(400, "no such graph")
    options = unpickle.loads(packed)  # found: pickle-from-request
    return kind, options
