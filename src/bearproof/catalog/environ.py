"""Which entries of a server's environment did the sender of a request write? By the kind of environment, and key."""

from __future__ import annotations

from collections.abc import Mapping

from bearproof.catalog.rows import Kind

#: How the keys begin under which headers lie. Other keys may be written by layers in front: `REMOTE_USER` is no header.
HEADERS = "HTTP_"

PARTS: Mapping[str, Mapping[str, Kind]] = {
    "wsgi.environ": {
        HEADERS: Kind.HEADER,
        "wsgi.input": Kind.BODY,
        "QUERY_STRING": Kind.QUERY,
        "RAW_URI": Kind.QUERY,
        "REQUEST_URI": Kind.QUERY,
        "CONTENT_TYPE": Kind.HEADER,
    },
    "asgi.scope": {"headers": Kind.HEADER, "query_string": Kind.QUERY, "raw_path": Kind.PATH},
}
