"""Where does the guard's time go? One request in many forms, each beside the same request on bare Flask.

`python bench/guard_profile.py [rounds]`. CPU time in interleaved rounds, each in another order; of a hundred rounds the
fifth best stands for a form, because the least is luck and the middle is the neighbours' load. Only differences within
one run mean anything.
"""

from __future__ import annotations

import io
import json
import logging
import random
import sys
import time
from collections.abc import Callable
from typing import Annotated, Any

import marshmallow as ma
import msgspec
import pydantic
from flask import Flask, jsonify, request

from bearproof.guard import Claims, Guard

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
LINES = [{"item": f"item {n}", "quantity": n, "note": "x" * 50} for n in range(100)]
BODY = json.dumps({"name": "honey", "lines": LINES}).encode()
#: Texts with colons and brackets in them, as addresses and times are.
LINKS = [{"item": "https://a.example/b?c=[1]", "quantity": n, "note": "2026-01-01T10:00:00Z"} for n in range(100)]
OTHER_BODY = json.dumps({"name": "honey", "lines": LINKS}).encode()
Ask = Callable[[], object]


class PLine(pydantic.BaseModel):
    """A line of an order, by pydantic."""

    item: str
    quantity: int
    note: str


class POrder(pydantic.BaseModel):
    """An order, by pydantic."""

    name: str
    lines: list[PLine]


class SLine(msgspec.Struct, forbid_unknown_fields=True):
    """A line of an order, by msgspec."""

    item: str
    quantity: int
    note: str


class SOrder(msgspec.Struct, forbid_unknown_fields=True):
    """An order, by msgspec."""

    name: str
    lines: list[SLine]


class MLine(ma.Schema):
    """A line of an order, by marshmallow."""

    item = ma.fields.String()
    quantity = ma.fields.Integer()
    note = ma.fields.String()


class MOrder(ma.Schema):
    """An order, by marshmallow."""

    name = ma.fields.String()
    lines = ma.fields.List(ma.fields.Nested(MLine))


def environ(token: str, body: bytes) -> dict[str, Any]:
    """A request as a server gives it."""
    made = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/it",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_USER_AGENT": "bench",
        "HTTP_ACCEPT": "*/*",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
    if token:
        made["HTTP_AUTHORIZATION"] = "Bearer " + token
    if body:
        made |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body))}
    return made


def asker(app: Flask, token: str = "", body: bytes = b"", status: str = "200") -> Ask:
    """One request to the app, which must be answered with the status."""
    seen: list[str] = []

    def ask() -> None:
        seen.clear()
        answer: Any = app(environ(token, body), lambda said, _headers, _info=None: seen.append(said))  # type: ignore[arg-type, return-value, func-returns-value, misc]  # a bare server
        for _ in answer:
            pass
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        if not seen[0].startswith(status):
            raise RuntimeError(seen[0])

    return ask


def bare(body: bytes = b"") -> Ask:
    """Flask, and nobody asks who it is."""
    app = Flask("bare")
    app.get("/it")(lambda: jsonify(me="alice"))
    app.post("/it", endpoint="post")(lambda: jsonify(n=len(request.get_json()["lines"])))
    return asker(app, "", body)


def guarded(kind: object = None, body: bytes = b"", status: str = "200", **options: Any) -> Ask:  # noqa: ANN401  # what a guard takes
    """The guard, with the same token again."""
    guard = Guard.first_party(
        secret_env="KEY",  # noqa: S106  # its name
        audience="https://api.example",
        environment={"KEY": KEY},
        **{"tripwire": "off", **options},
    )
    app = Flask("guarded")

    def me(claims: Claims) -> Any:  # noqa: ANN401  # what jsonify makes
        return jsonify(me=claims.subject)

    def create(order: Any) -> Any:  # noqa: ANN401  # annotated below
        return jsonify(n=len(order["lines"] if isinstance(order, dict) else order.lines))

    create.__annotations__["order"] = kind
    app.get("/it")(guard.allow()(me))
    app.post("/it", endpoint="post")(guard.allow()(create))
    guard.init_app(app)
    return asker(app, guard.issue("alice") if status == "200" else "", body, status)


CASES: dict[str, Callable[[], Ask]] = {
    "bare Flask": bare,
    "guard": guarded,
    "guard, tripwire observes": lambda: guarded(tripwire="observe"),
    "guard, claimed authority refused": lambda: guarded(authority="refuse"),
    "guard, nobody's request": lambda: guarded(status="401"),
    "10 KB: bare Flask, get_json": lambda: bare(BODY),
    "10 KB: msgspec": lambda: guarded(SOrder, BODY),
    "10 KB: pydantic": lambda: guarded(POrder, BODY),
    "10 KB: marshmallow": lambda: guarded(Annotated[Any, MOrder], BODY),
    "10 KB of addresses: bare Flask": lambda: bare(OTHER_BODY),
    "10 KB of addresses: msgspec": lambda: guarded(SOrder, OTHER_BODY),
    "10 KB of addresses: pydantic": lambda: guarded(POrder, OTHER_BODY),
    "10 KB: pydantic, authority refused": lambda: guarded(POrder, BODY, authority="refuse"),
}


def microseconds(ask: Ask, count: int) -> float:
    """CPU time of one request."""
    start = time.process_time_ns()
    for _ in range(count):
        ask()
    return (time.process_time_ns() - start) / count / 1000


def main() -> None:
    """Measure in interleaved rounds and print."""
    logging.disable(logging.CRITICAL)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    asks = {name: make() for name, make in CASES.items()}
    seen: dict[str, list[float]] = {name: [] for name in asks}
    names = list(asks)
    for _ in range(rounds):
        # What ran just before leaves its caches behind.
        random.shuffle(names)
        for name in names:
            microseconds(asks[name], 20)
            seen[name].append(microseconds(asks[name], 200))
    cost = {name: sorted(each)[rounds // 20] for name, each in seen.items()}
    base = ""
    for name, each in cost.items():
        base = name if "bare" in name else base
        print(f"{name:38} {each:8.1f} us   {each / cost[base]:5.2f}   {each - cost[base]:+8.1f} over {base}")


if __name__ == "__main__":
    main()
