"""Which request makes a handler read what we want it to? Built from its inputs, the rest harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from bearproof.findings import Input
from bearproof.probe.operation import Operation
from bearproof.probe.request import Request
from bearproof.probe.writing import encoding

#: What stands where any value will do: text that is also a number.
ANY = "1"
_CONVERTED = {"int": "1", "float": "1.0", "uuid": "00000000-0000-4000-8000-000000000001", "path": "1"}
_PARAMETER = re.compile(r"<(?:(?P<kind>[A-Za-z_]\w*)(?:\([^<>]*\))?:)?(?P<name>[A-Za-z_]\w*)>")
_BODIES = frozenset({"json", "body", "form", "file"})


class CannotCarry(Exception):
    """No request can bring the value there. The message says why, for the reader of a report."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value at the end of an input's way. A document is bytes that are put there as they are."""

    input: Input
    value: object


@dataclass(slots=True)
class _Node:
    """What stands at one point of the way: a value, or what keys or calls lead further to."""

    value: object = None
    filled: bool = False
    below: dict[str, _Node] = field(default_factory=dict)


def compositions(operation: Operation, given: Sequence[Leaf] = ()) -> Iterator[Request]:
    """The requests worth a try: the smallest, then one with everything that the handler ever reads."""
    small = compose(operation, given)
    yield small
    if any(not item.required for item in operation.inputs):
        whole = compose(operation, given, everything=True)
        if whole != small:
            yield whole


def compose(operation: Operation, given: Sequence[Leaf] = (), *, everything: bool = False) -> Request:
    """The smallest request that brings the given values where they belong, and everything else that is required.

    With `everything`, what the handler can do without is there too. Raises CannotCarry when a value cannot be written,
    or cannot stand in its carrier.
    """
    roots: dict[tuple[str, str], _Node] = {}
    for leaf in given:
        _plant(roots, leaf, firm=True)
    for item in operation.inputs:
        if item.required or everything:
            _plant(roots, Leaf(item, item.values[0] if item.values else ANY), firm=False)
    request = Request(operation.method, _path(operation.path, roots))
    carried: dict[str, dict[str, object]] = {}
    for (carrier, name), node in roots.items():
        carried.setdefault(carrier, {})[name] = _written(node)
    return _filled(request, carried)


def _plant(roots: dict[tuple[str, str], _Node], leaf: Leaf, *, firm: bool) -> None:
    item = leaf.input
    if item.carrier == "header" and item.name.lower() in {"authorization", "cookie"} and not firm:
        # Who asks is a matter of its own, and a Cookie header is made of the cookies.
        return
    if not firm and item.carrier in _BODIES and _other_body(roots, item.carrier):
        return
    node = roots.setdefault((item.carrier, item.name), _Node())
    for part in item.way:
        if node.filled:
            # A firm value stands here already: what is read below it is read from that.
            return
        others = [
            key for key in node.below if key.startswith(".") != part.startswith(".") or (key != part and key[0] != ".")
        ]
        if others:
            # The same data is read in another way too; the first way is the one that counts.
            return
        node = node.below.setdefault(part, _Node())
    if firm or not (node.below or node.filled):
        node.value, node.filled = leaf.value, firm or node.filled
        if firm:
            node.below.clear()


def _other_body(roots: Mapping[tuple[str, str], _Node], carrier: str) -> bool:
    kin = {"form", "file"} if carrier in {"form", "file"} else {carrier}
    return any(known in _BODIES - kin for known, _ in roots)


def _written(node: _Node) -> object:
    if not node.below:
        return node.value
    keys = {key[1:]: _written(child) for key, child in node.below.items() if key.startswith(".")}
    if keys:
        return keys
    call, child = next(iter(node.below.items()))
    if not encoding.known(call):
        raise CannotCarry(f"we cannot write what {call} reads")
    return encoding.encoded(call, _written(child))


def _path(template: str, roots: Mapping[tuple[str, str], _Node]) -> str:
    def one(match: re.Match[str]) -> str:
        node = roots.get(("path", match["name"]))
        if node is None or (not node.filled and not node.below and node.value == ANY):
            return _CONVERTED.get(match["kind"] or "", ANY)
        return quote(_text(_written(node), "the path"), safe="")

    return _PARAMETER.sub(one, template)


def _filled(request: Request, carried: Mapping[str, Mapping[str, object]]) -> Request:
    texts: dict[str, dict[str, str]] = {carrier: {} for carrier in ("query", "header", "cookie", "form")}
    for carrier, into in texts.items():
        into |= {name: _text(value, f"{carrier} {name}") for name, value in carried.get(carrier, {}).items()}
    for value in (*texts["header"].values(), *texts["cookie"].values()):
        if not value.isprintable() or not value.isascii():
            raise CannotCarry("a header cannot hold these bytes")
    out = replace(request, query=texts["query"], headers=texts["header"], cookies=texts["cookie"], form=texts["form"])
    if "file" in carried:
        return replace(out, files={name: encoding.as_bytes(value) for name, value in carried["file"].items()})
    if "json" in carried:
        return replace(out, json=_json(carried["json"].get("")))
    if "body" in carried:
        return replace(out, body=encoding.as_bytes(carried["body"].get("")))
    return out


def _text(value: object, where: str) -> str:
    try:
        return encoding.as_text(value)
    except UnicodeDecodeError:
        raise CannotCarry(f"{where} holds text, and the document is bytes that are none") from None


def _json(value: object) -> object:
    if value == ANY:
        return {}
    return _texts(value)


def _texts(value: object) -> object:
    """Bytes inside JSON as the text that they are."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(item) for item in value]
    return _text(value, "JSON") if isinstance(value, bytes) else value
