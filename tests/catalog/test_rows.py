"""Is every row of the catalog well-formed, unique and reachable by the name that the engine will look for?"""

from __future__ import annotations

import ast

import pytest

from bearproof.catalog import aliases, cleaners, deserializers, sources, tokens
from bearproof.catalog.aliases import ALIASES
from bearproof.catalog.rows import Arg, Kind, Sink

SINKS = (*deserializers.PICKLE, *deserializers.YAML, *deserializers.OTHER, *deserializers.BY_RECEIVER)
NAMES = [row.call for row in SINKS]


def _conditions(row: Sink) -> tuple[object, ...]:
    return (row.call, row.arg, row.only, row.unless, row.made)


def _names_in(line: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(line)))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)} | {
        node.id for node in nodes if isinstance(node, ast.Name)
    }


def _doubled(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _heads(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _aliased_heads(names: list[str]) -> list[tuple[str, str]]:
    return [(name, head) for name in names for head in _heads(name) if head in ALIASES]


def _sink(call: str) -> Sink:
    return next(row for row in SINKS if row.call == call)


def test_the_catalog_knows_at_least_eighty_sinks() -> None:
    assert len(SINKS) >= 80


def test_no_sink_stands_twice_under_the_same_conditions() -> None:
    seen = [_conditions(row) for row in SINKS]
    assert len(set(seen)) == len(seen)


def test_each_tuple_holds_one_family_alone() -> None:
    assert {row.call.partition(".")[0] for row in deserializers.PICKLE if row.family == "pickle"} == {"pickle"}
    assert {row.family for row in deserializers.PICKLE} == {"pickle", "deserializer"}
    assert {row.family for row in deserializers.YAML} == {"yaml"}
    assert {row.family for row in deserializers.OTHER} == {"deserializer"}


@pytest.mark.parametrize("row", SINKS, ids=NAMES)
def test_the_bad_line_calls_the_sink_with_the_data(row: Sink) -> None:
    assert {row.call.rpartition(".")[2], "data"} <= _names_in(row.bad)


@pytest.mark.parametrize("row", SINKS, ids=NAMES)
def test_the_good_line_calls_the_same_thing_in_another_way(row: Sink) -> None:
    assert row.call.rpartition(".")[2] in _names_in(row.good)
    assert row.good != row.bad


@pytest.mark.parametrize("row", SINKS, ids=NAMES)
def test_the_lines_import_the_package_of_the_sink(row: Sink) -> None:
    package = row.call.partition(".")[0]
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(ast.parse(f"{row.bad}\n{row.good}"))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert package in imported | {"builtins"}


@pytest.mark.parametrize("row", SINKS, ids=NAMES)
def test_a_row_says_what_to_use_instead(row: Sink) -> None:
    assert row.use


def test_a_safe_loader_makes_yaml_load_safe_and_a_full_one_does_not() -> None:
    [loader] = _sink("yaml.load").unless
    assert loader == Arg(
        "Loader", 1, names=("yaml.SafeLoader", "yaml.CSafeLoader", "yaml.BaseLoader", "yaml.CBaseLoader")
    )


def test_numpy_load_is_a_sink_only_with_pickles_allowed() -> None:
    assert _sink("numpy.load").only == (Arg("allow_pickle", 2, (True,), unknown=True),)


def test_unknown_weights_only_stays_dangerous() -> None:
    assert _sink("torch.load").unless == (Arg("weights_only", -1, (True,)),)


def test_what_depends_on_the_receiver_is_kept_apart() -> None:
    assert [row.call for row in SINKS if row.made] == [row.call for row in deserializers.BY_RECEIVER]


def test_an_alias_leads_to_its_end_at_once() -> None:
    assert _aliased_heads(list(ALIASES.values())) == []


def test_no_alias_points_to_itself() -> None:
    assert [name for name, target in ALIASES.items() if name == target] == []


def test_no_row_stands_under_an_alias_where_nobody_would_find_it() -> None:
    known = [
        *NAMES,
        *(row.name for row in sources.SOURCES),
        *(row.call for row in cleaners.CLEANERS),
        *(row.call for row in cleaners.LOOKUPS),
        *cleaners.VERIFIERS,
        *(row.call for row in tokens.TOKEN_CALLS),
        *(row.call for row in tokens.SIGN_CALLS),
        *(name for row in SINKS for arg in (*row.only, *row.unless) for name in arg.names),
    ]
    assert _aliased_heads(known) == []


@pytest.mark.parametrize(
    ("spelled", "documented"),
    [
        ("_pickle", "pickle"),
        ("cPickle", "pickle"),
        ("yaml.loader", "yaml"),
        ("joblib.numpy_pickle.load", "joblib.load"),
        ("jsonpickle.loads", "jsonpickle.decode"),
        ("jwt.api_jwt", "jwt"),
        ("flask.globals", "flask"),
        ("werkzeug.exceptions.abort", "flask.abort"),
    ],
)
def test_another_spelling_is_known(spelled: str, documented: str) -> None:
    assert aliases.ALIASES[spelled] == documented


def test_no_source_cleaner_or_token_call_stands_twice() -> None:
    assert _doubled([row.name for row in sources.SOURCES]) == []
    assert _doubled([row.call for row in cleaners.CLEANERS]) == []
    assert _doubled([row.call for row in cleaners.LOOKUPS]) == []
    assert _doubled([row.call for row in tokens.TOKEN_CALLS]) == []
    assert _doubled([row.call for row in tokens.SIGN_CALLS]) == []


def test_the_request_of_flask_is_read_by_kind() -> None:
    kinds = {row.name: row.kind for row in sources.SOURCES}
    assert kinds["flask.request.args"] is Kind.QUERY
    assert kinds["flask.request.cookies"] is Kind.COOKIE
    assert kinds["flask.request.files"] is Kind.FILE
    assert kinds["flask.request.get_json"] is Kind.BODY
    assert kinds["flask.session"] is Kind.SESSION
    assert kinds["flask_login.current_user"] is Kind.VERIFIED_CLAIM


def test_the_path_itself_is_a_source_on_some_routes_only() -> None:
    assert "flask.request.path" in sources.OPEN_ON_OPEN_ROUTES


def test_pyjwt_is_off_by_an_option_or_by_the_old_argument() -> None:
    [decode] = [row for row in tokens.TOKEN_CALLS if row.call == "jwt.decode"]
    assert {(arg.keyword, arg.item, arg.values) for arg in decode.off} == {
        ("options", "verify_signature", (False,)),
        ("verify", "", (False,)),
    }


def test_calls_that_say_unverified_never_verify() -> None:
    named = [row for row in tokens.TOKEN_CALLS if "unverified" in row.call]
    assert len(named) == 10
    assert [row.call for row in named if row.verified] == []
