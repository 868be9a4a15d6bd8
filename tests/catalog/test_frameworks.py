"""Are the tables of frameworks, stores and schemas reachable by the names that the engine will look for?"""

from __future__ import annotations

from bearproof.catalog import configured, deserializers, entries, injectors, requests, routers, schemas, stores
from bearproof.catalog.aliases import ALIASES
from bearproof.catalog.rows import Kind

NAMES = [
    *routers.ROUTERS,
    *routers.FIRST_ARGUMENTS,
    *routers.REGISTRARS,
    *routers.ROUTE_FUNCTIONS,
    *(entry.base for entry in entries.ENTRIES if not entry.base.startswith("*")),
    *(what for entry in entries.ENTRIES for what in entry.gives if isinstance(what, str) and what),
    *entries.FIELDS,
    *entries.COLUMN_TYPES,
    *entries.LISTENERS,
    *entries.SUBSCRIPTIONS,
    *entries.TASKS,
    *entries.BY_TYPE,
    *entries.MARKERS,
    *entries.DEPENDS,
    *injectors.INJECTORS,
    *injectors.PARSERS,
    *stores.WRITES,
    *stores.READS,
    *stores.SPOKEN,
    *schemas.PLAIN,
    *schemas.FIELD_SCHEMAS,
    *schemas.TYPED_DECODERS,
    *(row.name for row in requests.REQUEST_PARTS),
    *(row.call for row in configured.CONFIGURED),
]


def _heads(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def test_no_name_stands_under_an_alias_where_nobody_would_find_it() -> None:
    assert sorted({name for name in NAMES for head in _heads(name) if head in ALIASES}) == []


def test_no_sink_stands_in_two_tables() -> None:
    others = {
        (row.call, row.made)
        for row in (*deserializers.PICKLE, *deserializers.YAML, *deserializers.OTHER, *deserializers.BY_RECEIVER)
    }
    assert [row.call for row in configured.CONFIGURED if (row.call, row.made) in others] == []


def test_a_router_that_gives_its_request_first_is_a_router() -> None:
    assert sorted(routers.FIRST_ARGUMENTS.keys() - routers.ROUTERS) == []


def test_what_a_router_gives_first_is_read_somewhere() -> None:
    known = {row.name.rpartition(".")[0] for row in requests.REQUEST_PARTS}
    told = {*routers.FIRST_ARGUMENTS.values(), *(row[3] for row in routers.REGISTRARS.values() if row[3])}
    assert sorted(told - known - {"robyn.Request"}) == []


def test_messages_are_a_kind_of_their_own() -> None:
    kinds = {row.name: row.kind for row in requests.REQUEST_PARTS}
    assert kinds["zmq.Socket.recv"] is Kind.MESSAGE
    assert kinds["starlette.websockets.WebSocket.receive_bytes"] is Kind.MESSAGE
    assert kinds["openai.OpenAI.chat.completions.create"] is Kind.MODEL_OUTPUT
    assert kinds["sys.argv"] is Kind.COMMAND_LINE


def test_an_entry_says_what_it_gives_in_known_words() -> None:
    assert [entry for entry in entries.ENTRIES if not entry.methods] == []
    assert {"run", "do_*", "handle"} <= {method for entry in entries.ENTRIES for method in entry.methods}


def test_every_store_reads_where_something_writes() -> None:
    written = {row.family for row, *_ in stores.WRITES.values()}
    read = {row.family for row, *_ in stores.READS.values()}
    assert written == read
