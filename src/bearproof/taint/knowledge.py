"""What does the catalog say, by name? Its tables as look-ups, made once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bearproof.catalog import (
    authentication,
    cleaners,
    code_calls,
    configured,
    deserializers,
    entries,
    injectors,
    routers,
    schemas,
    sources,
    tokens,
)
from bearproof.catalog.rows import Cleaner, KeyUse, Kind, Sink, TokenCall


def _grouped(rows: Iterable[Sink]) -> dict[str, tuple[Sink, ...]]:
    out: dict[str, tuple[Sink, ...]] = {}
    for row in rows:
        out[row.call] = (*out.get(row.call, ()), row)
    return out


SINKS: dict[str, tuple[Sink, ...]] = _grouped(
    (
        *deserializers.PICKLE,
        *deserializers.YAML,
        *deserializers.OTHER,
        *deserializers.BY_RECEIVER,
        *configured.CONFIGURED,
        *code_calls.CODE,
    )
)
#: Classes whose objects are dangerous, or not, by the way they were made.
MADE: frozenset[str] = frozenset(
    {
        *(row.call.rpartition(".")[0] for row in (*deserializers.BY_RECEIVER, *configured.SIGNED) if row.made),
        *schemas.MADE_WITH_TYPE,
        "joserfc.jws.JWSRegistry",
        *(row.call.rpartition(".")[0] for row in tokens.TOKEN_CALLS if row.made_off or row.made_algorithms >= 0),
        *(f"{home}.{name}" for home in schemas.FIELD_MODULES for name in schemas.INDIRECT),
    }
)
#: The method by which a library class looks up the names that data asks for.
NAME_LOOKUPS: dict[str, str] = {
    "pickle.Unpickler": "find_class",
    "pickle._Unpickler": "find_class",
    "dill.Unpickler": "find_class",
    "jsonpickle.Unpickler": "loadclass",
}
ATTRIBUTES: dict[str, Kind] = {row.name: row.kind for row in sources.SOURCES if not row.call}
CALLS: dict[str, Kind] = {row.name: row.kind for row in sources.SOURCES if row.call}
#: Library objects whose elements come in from outside.
ITERATED: dict[str, Kind] = {
    row.name.removesuffix(".__iter__"): row.kind for row in sources.SOURCES if row.name.endswith(".__iter__")
}
#: Library objects that bring in what others than the sender of a request send: a parameter's type may name one.
HOLDING: frozenset[str] = frozenset(
    {row.name.rpartition(".")[0] for row in sources.SOURCES if row.call and row.kind in {Kind.MESSAGE, Kind.ANSWER}}
    | {row.call.rpartition(".")[0] for row in configured.RECEIVERS}
)
CLEANERS: dict[str, Cleaner] = {row.call: row for row in cleaners.CLEANERS}
LOOKUPS: dict[str, Kind] = {row.call: row.kind for row in cleaners.LOOKUPS if not row.prefix}
LOOKUP_PREFIXES: tuple[tuple[str, Kind], ...] = tuple((row.call, row.kind) for row in cleaners.LOOKUPS if row.prefix)
VERIFIERS: frozenset[str] = frozenset(cleaners.VERIFIERS)
TOKENS: dict[str, TokenCall] = {row.call: row for row in tokens.TOKEN_CALLS}
SIGNERS: dict[str, KeyUse] = {row.call: row for row in tokens.SIGN_CALLS}
KEY_SETTINGS: frozenset[str] = frozenset(tokens.KEY_SETTINGS)
DRAWN: dict[str, float] = authentication.DRAWN
#: Calls that are noted with their arguments.
WATCHED: frozenset[str] = authentication.WATCHED
#: Calls that a user's models speak of, and those of them that hand on what they are given; filled for one scan.
OWN: set[str] = set()
PASSING: set[str] = set()
#: Calls that open a way into the app beside the methods of its routers.
DOORS: frozenset[str] = frozenset(
    {
        *routers.ROUTE_FUNCTIONS,
        *routers.REGISTRARS,
        *entries.SUBSCRIPTIONS,
        *entries.LISTENERS,
        *entries.DEPENDS,
        *entries.TASKS,
        *injectors.INJECTORS,
        *injectors.PARSERS,
        *routers.WITH_MIDDLEWARE,
        "tornado.web.Application",
        "tornado.web.Application.add_handlers",
        "pyramid.view.view_config",
        "connexion.FlaskApp.add_api",
    }
)


@lru_cache(maxsize=65_536)
def looked_up(name: str) -> Kind | None:
    """The kind of what a call reads from a store, or None when it is no look-up."""
    found = LOOKUPS.get(name)
    if found is not None:
        return found
    for prefix, kind in LOOKUP_PREFIXES:
        if name.startswith(prefix):
            return kind
    return None
