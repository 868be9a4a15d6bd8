"""Does the fast look at a body refuse what the slow one refuses, whichever parser is there?"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable

import pydantic_core
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bearproof.guard import strict_json

MSGSPEC = strict_json._fast()  # noqa: SLF001  # what is tested
PYDANTIC = functools.partial(strict_json._by_pydantic, pydantic_core.from_json, pydantic_core.to_json)  # noqa: SLF001  # as above
PARSERS: dict[str, Callable[[bytes], bytes]] = {
    "msgspec": MSGSPEC,
    "pydantic": PYDANTIC,
    "none": strict_json._nobody,  # noqa: SLF001  # as above
}


def verdict(look: Callable[[bytes], object], raw: bytes) -> str:
    """The reason to refuse the bytes, or empty."""
    try:
        look(raw)
    except strict_json.NotStrict as problem:
        return problem.reason
    return ""


@pytest.fixture(params=PARSERS.values(), ids=PARSERS.keys())
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser that is installed."""
    monkeypatch.setattr(strict_json, "_fast", lambda: request.param)


TEXTS = st.text(st.sampled_from('ab:"\\u{}[]éx\ud83d'), max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(TEXTS, inner), max_size=3).map(tuple),
    max_leaves=12,
)


def written(value: object, *, escaped: bool) -> str:
    """The value as JSON; a tuple of pairs is an object, in which a name may stand twice."""
    if isinstance(value, tuple):
        pairs = (f"{written(name, escaped=escaped)}: {written(each, escaped=escaped)}" for name, each in value)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(each, escaped=escaped) for each in value) + "]"
    return json.dumps(value, ensure_ascii=escaped)


def both(raw: bytes) -> tuple[str, str]:
    return verdict(strict_json.once, raw), verdict(strict_json.read, raw)


@pytest.mark.usefixtures("parser")
@given(value=VALUES, escaped=st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(value=(("a", 1), ("a", 2)), escaped=False)
@example(value=(("a", ":"), ("a", 2)), escaped=True)
@example(value=(("é", (("b", 1),)), ("é", ":::")), escaped=True)
def test_json_is_judged_alike(value: object, escaped: bool) -> None:  # noqa: FBT001  # hypothesis passes it by name
    raw = written(value, escaped=escaped).encode("utf-8", "surrogatepass")
    fast, slow = both(raw)
    assert fast == slow


@pytest.mark.usefixtures("parser")
@given(raw=st.binary(max_size=40) | st.text(st.sampled_from('{}[]:,"\\u0031eE+-. aN'), max_size=25).map(str.encode))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(raw=b'{"a":\x011}')
@example(raw=b'{"a": 1, "a": "\\u003a"}')
@example(raw=b"1e999")
@example(raw=b'["Infinity", 1e999]')
@example(raw=b"\xef\xbb\xbf{}")
@example(raw=b"[" * 33)
@example(raw=b'"\\' + b"[" * 40)
@example(raw=b"9" * 5000)
def test_anything_is_judged_alike(raw: bytes) -> None:
    fast, slow = both(raw)
    assert fast == slow


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'["[[[[\\"[[[[\\\\", [[]]]', ""),
        (b'["\\\\", [[[]]]]', "too-deep"),
        (b'["\\"", [[[]]]]', "too-deep"),
        (b'[{"a": [{}]}]', "too-deep"),
        (b'{"]": "[", "[": [{}]}', ""),
    ],
)
def test_depth_is_counted_outside_of_texts(raw: bytes, reason: str) -> None:
    assert verdict(lambda each: strict_json.read(each, depth=3), raw) == reason
