"""Which library calls hand on what they are given? Decoders, readers and copies: what comes out is what went in.

Data that went through any other library call may be something else: a row that was looked up, an answer of a service.
Such data still endangers a deserializer, but nobody may say that its sender wrote what is read from it.
"""

from __future__ import annotations

#: Stores whose entries are what somebody left there for a while: a session, under a key that the request names.
CACHES = ("redis.", "cachelib.", "flask_caching.", "pymemcache.", "diskcache.", "django.core.cache.")

#: Methods of libraries that find something by what they are given: what they find is not what they were given.
LOOK_UPS: frozenset[str] = frozenset(
    {
        "fetch", "fetch_job", "fetch_many", "find", "find_one", "find_by_id", "find_all", "get_by_id", "get_by_key",
        "get_job", "get_task", "get_record", "get_item", "get_entity", "get_document", "get_secret", "get_parameter",
        "lookup", "look_up", "retrieve", "AsyncResult",
    }
)  # fmt: skip

#: Calls whose qualified name begins with one of these pass data on.
PREFIXES: tuple[str, ...] = (
    "ast.literal_eval",
    "base64.",
    "binascii.",
    "builtins.",
    "bz2.",
    "cbor2.",
    "codecs.",
    "cloudpickle.",
    "collections.",
    "copy.",
    "csv.",
    "dataclasses.",
    "dill.",
    "flask.request",
    "functools.",
    "gzip.",
    "html.",
    "http.cookies.",
    "io.",
    "itertools.",
    "json.",
    "jsonpickle.",
    "lzma.",
    "markupsafe.",
    "marshal.",
    "msgpack.",
    "operator.",
    "orjson.",
    "pathlib.",
    "pickle.",
    "quopri.",
    "re.",
    "ruamel.yaml.",
    "shlex.",
    "simplejson.",
    "string.",
    "struct.",
    "tempfile.",
    "textwrap.",
    "tomllib.",
    "types.SimpleNamespace",
    "typing.",
    "ujson.",
    "unicodedata.",
    "urllib.parse.",
    "werkzeug.datastructures.",
    "werkzeug.utils.",
    "xmltodict.",
    "yaml.",
    "zlib.",
)
