"""What does the guard cost? Raw WSGI calls on one app, bare and guarded, beside the usual libraries if installed.

`python bench/guard_cost.py [seconds]`. CPU time, the least of several interleaved rounds; only the ratios of one run
mean anything. Libraries that are not installed are named and left out.
"""

from __future__ import annotations

import io
import itertools
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, jsonify

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"
BODY = {"name": "honey", "lines": [{"item": f"item {n}", "quantity": n, "note": "x" * 50} for n in range(100)]}
Ask = Callable[[], None]


def environ(token: str = "", body: bytes = b"") -> dict[str, Any]:
    """A request as a server gives it."""
    made = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/orders" if body else "/me",
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
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if token:
        made["HTTP_AUTHORIZATION"] = "Bearer " + token
    if body:
        made |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body))}
    return made


def asker(app: Flask, tokens: Iterator[str], body: bytes = b"") -> Ask:
    """One request to the app, which must be good."""
    seen: list[str] = []

    def ask() -> None:
        seen.clear()
        answer = app(environ(next(tokens), body), lambda status, _headers, _info=None: seen.append(status))  # type: ignore[arg-type, return-value, func-returns-value, misc]  # a bare server
        for _ in answer:
            pass
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        if not seen[0].startswith("200"):
            raise RuntimeError(seen[0])

    return ask


def bare() -> Ask:
    """Flask, and nobody asks who it is."""
    app = Flask("bare")
    app.get("/me")(lambda: jsonify(me="alice"))
    return asker(app, itertools.repeat(""))


def guarded(*, tripwire: str = "off", distinct: bool = False) -> Ask:
    """The guard, with the same token again or one that it has not seen."""
    from bearproof.guard import Claims, Guard  # noqa: PLC0415  # one library a function

    guard = Guard.first_party(
        secret_env="KEY",  # noqa: S106  # its name
        audience=AUDIENCE,
        environment={"KEY": KEY},
        tripwire=tripwire,  # type: ignore[arg-type]  # one of the three
    )
    app = Flask("guarded")

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> Any:  # noqa: ANN401  # what jsonify makes
        return jsonify(me=claims.subject)

    guard.init_app(app)
    tokens = [guard.issue("alice") for _ in range(5000 if distinct else 1)]
    return asker(app, itertools.cycle(tokens))


def with_body(*, checked: bool) -> Ask:
    """A body of some 10 KB: `get_json` in bare Flask, or a pydantic model through the guard."""
    raw, app = json.dumps(BODY).encode(), Flask("body")
    if not checked:
        from flask import request  # noqa: PLC0415  # beside its use

        app.post("/orders")(lambda: jsonify(n=len(request.get_json()["lines"])))
        return asker(app, itertools.repeat(""), raw)
    import pydantic  # noqa: PLC0415  # one library a function

    from bearproof.guard import Guard  # noqa: PLC0415  # one library a function

    line = pydantic.create_model("Line", item=(str, ...), quantity=(int, ...), note=(str, ...))
    order = pydantic.create_model("Order", name=(str, ...), lines=(list[line], ...))  # type: ignore[valid-type]  # made here
    guard = Guard.first_party(secret_env="KEY", audience=AUDIENCE, environment={"KEY": KEY}, tripwire="off")  # noqa: S106  # its name

    def create(body: Any) -> Any:  # noqa: ANN401  # annotated below
        return jsonify(n=len(body.lines))

    create.__annotations__["body"] = order
    app.post("/orders")(guard.allow()(create))
    guard.init_app(app)
    return asker(app, itertools.repeat(guard.issue("alice")), raw)


def flask_jwt_extended() -> Ask:
    """Flask-JWT-Extended as its documentation sets it up, with audience and issuer."""
    from flask_jwt_extended import (  # noqa: PLC0415  # may be absent
        JWTManager,
        create_access_token,
        get_jwt_identity,
        jwt_required,
    )

    app = Flask("extended")
    app.config.update(
        JWT_SECRET_KEY=KEY, JWT_ENCODE_AUDIENCE=AUDIENCE, JWT_DECODE_AUDIENCE=AUDIENCE,
        JWT_ENCODE_ISSUER=AUDIENCE, JWT_DECODE_ISSUER=AUDIENCE,
    )  # fmt: skip
    JWTManager(app)
    app.get("/me")(jwt_required()(lambda: jsonify(me=get_jwt_identity())))
    with app.app_context():
        token = create_access_token("alice")
    return asker(app, itertools.repeat(token))


def authlib() -> Ask:
    """Authlib's resource protector with its own validator for RFC 9068."""
    from authlib.integrations.flask_oauth2 import ResourceProtector, current_token  # noqa: PLC0415  # may be absent
    from authlib.jose import OctKey  # noqa: PLC0415  # may be absent
    from authlib.oauth2.rfc9068 import JWTBearerTokenValidator  # noqa: PLC0415  # may be absent

    class Validator(JWTBearerTokenValidator):  # type: ignore[misc]  # untyped
        def get_jwks(self) -> Any:  # noqa: ANN401  # untyped
            return key

    key = OctKey.import_key(KEY)
    protect, app = ResourceProtector(), Flask("authlib")
    protect.register_token_validator(Validator(issuer=AUDIENCE, resource_server=AUDIENCE))
    app.get("/me")(protect()(lambda: jsonify(me=current_token["sub"])))
    from bearproof.guard import Guard  # noqa: PLC0415  # one library a function

    guard = Guard.first_party(secret_env="KEY", audience=AUDIENCE, environment={"KEY": KEY}, tripwire="off")  # noqa: S106  # its name
    return asker(app, itertools.repeat(guard.issue("alice")))


CASES: dict[str, Callable[[], Ask]] = {
    "bare Flask": bare,
    "guard, same token": guarded,
    "guard, tokens not seen before": lambda: guarded(distinct=True),
    "guard, same token, tripwire observes": lambda: guarded(tripwire="observe"),
    "guard, same token, tripwire refuses": lambda: guarded(tripwire="refuse"),
    "Flask-JWT-Extended": flask_jwt_extended,
    "Authlib": authlib,
    "bare Flask, 10 KB body": lambda: with_body(checked=False),
    "guard, 10 KB body into pydantic": lambda: with_body(checked=True),
}


def microseconds(ask: Ask, seconds: float) -> float:
    """CPU time of one request."""
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(100):
            ask()
        count += 100
    return (time.process_time() - start) / count * 1e6


def main() -> None:
    """Measure in interleaved rounds and print."""
    logging.disable(logging.CRITICAL)
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 0.3
    asks: dict[str, Ask] = {}
    for name, make in CASES.items():
        try:
            asks[name] = make()
            asks[name]()
        except ImportError as problem:
            print(f"left out: {name} ({problem.name} is not installed)")
    # One of them warns on every call, and sets the filter itself when it is imported.
    warnings.simplefilter("ignore")
    best = dict.fromkeys(asks, float("inf"))
    for _ in range(5):
        for name, ask in asks.items():
            best[name] = min(best[name], microseconds(ask, seconds))
    base = best["bare Flask"]
    for name, cost in best.items():
        print(f"{name:40} {cost:8.1f} us   {cost / base:5.2f}   +{cost - base:.1f}")


if __name__ == "__main__":
    main()
