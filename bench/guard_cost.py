"""What does the guard cost? Raw WSGI calls on one app, bare and guarded, beside the usual libraries if installed.

`python bench/guard_cost.py [seconds]`. CPU time; each case in a process of its own, all of them in each of several
rounds. A case is compared with bare Flask of the same round, and the middle of the rounds is told: only ratios and
differences mean anything. Libraries that are not installed are named and left out.
"""

from __future__ import annotations

import io
import itertools
import json
import logging
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask, jsonify

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"
ISSUER = "https://id.example"
#: More than the guard remembers, so that each has been forgotten when it comes again.
UNSEEN = 1500
_ROUNDS, _JUST_SECONDS = 5, 2
_BARE, _BARE_BODY = "bare Flask", "bare Flask, 10 KB body"
FOLDER = Path(tempfile.mkdtemp())
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


def guarded(*, tripwire: str = "off", distinct: bool = False, store: str = "") -> Ask:
    """The guard, with the same token again or one that it has not seen."""
    from bearproof.guard import Guard, MemoryStore, SQLiteStore  # noqa: PLC0415  # one library a function

    stores = {"": lambda: None, "memory": MemoryStore, "sqlite": lambda: filled(SQLiteStore(FOLDER / "tokens.db"))}
    guard = Guard.first_party(
        secret_env="KEY",  # noqa: S106  # its name
        audience=AUDIENCE,
        environment={"KEY": KEY},
        tripwire=tripwire,  # type: ignore[arg-type]  # one of the three
        store=stores[store](),
    )
    tokens = [guard.issue("alice") for _ in range(UNSEEN if distinct else 1)]
    return served(guard, tokens)


def served(guard: Any, tokens: list[str]) -> Ask:  # noqa: ANN401  # imported late
    """The app that says who asks, behind the guard."""
    from bearproof.guard import Claims  # noqa: PLC0415  # one library a function

    app = Flask("guarded")

    @app.get("/me")
    @guard.allow()  # type: ignore[misc]  # imported late
    def me(claims: Claims) -> Any:  # noqa: ANN401  # what jsonify makes
        return jsonify(me=claims.subject)

    guard.init_app(app)
    return asker(app, itertools.cycle(tokens))


def filled(store: Any) -> Any:  # noqa: ANN401  # imported late
    """The store with as many names in it as a busy app has."""
    now = time.time()
    for number in range(2000):
        store.revoke(f"t\n{AUDIENCE}\n{number}", before=1e18, until=now + 1e6, now=now)
    return store


def signed(alg: str, *, published: bool = False) -> Ask:
    """Another issuer's tokens, each seen for the first time; with keys that were given, or that it publishes."""
    import jwt  # noqa: PLC0415  # one library a function
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415  # one library a function
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415  # as above

    from bearproof.guard import Fetching, Guard, PublicKey, TrustedIssuer  # noqa: PLC0415  # as above

    makers: dict[str, Callable[[], Any]] = {
        "RS256": lambda: rsa.generate_private_key(65537, 2048),
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": ed25519.Ed25519PrivateKey.generate,
    }
    key = makers[alg]()
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "alice", "client_id": "web", "iat": now, "exp": now + 3600}
    tokens = [
        jwt.encode({**claims, "jti": str(number)}, key, algorithm=alg, headers={"typ": "at+jwt", "kid": "k"})
        for number in range(UNSEEN)
    ]
    issuer = TrustedIssuer(ISSUER, keys=[PublicKey.from_pem(pem, alg=alg, kid="k")])
    if published:
        jwk = json.loads(jwt.get_algorithm_by_name(alg).to_jwk(key.public_key()))  # type: ignore[call-overload]  # text
        document = json.dumps({"keys": [{**jwk, "kid": "k"}]})
        issuer = TrustedIssuer(ISSUER, jwks=publish(document.encode()), fetching=Fetching(insecure_loopback_http=True))
    return served(Guard(issuer=issuer, audience=AUDIENCE, tripwire="off"), tokens)


def publish(document: bytes) -> str:
    """The address of a server on loopback that answers with the document."""
    from http.server import BaseHTTPRequestHandler, HTTPServer  # noqa: PLC0415  # beside its use

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(5.0,), daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/keys"


def signature(alg: str) -> Ask:
    """No request at all: one signature of a public key, or of a secret, verified by the library that does it."""
    import jwt  # noqa: PLC0415  # one library a function
    from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: PLC0415  # one library a function

    makers: dict[str, Callable[[], Any]] = {
        "RS256": lambda: rsa.generate_private_key(65537, 2048),
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    }
    key, text = makers[alg](), b"x" * 300
    algorithm = jwt.get_algorithm_by_name(alg)
    made, public = algorithm.sign(text, key), key.public_key()

    def ask() -> None:
        if not algorithm.verify(text, public, made):
            raise RuntimeError(alg)

    return ask


def with_body(*, library: str = "") -> Ask:
    """A body of some 10 KB: `get_json` in bare Flask, or a model of the library through the guard."""
    raw, app = json.dumps(BODY).encode(), Flask("body")
    if not library:
        from flask import request  # noqa: PLC0415  # beside its use

        app.post("/orders")(lambda: jsonify(n=len(request.get_json()["lines"])))
        return asker(app, itertools.repeat(""), raw)
    from bearproof.guard import Guard  # noqa: PLC0415  # one library a function

    guard = Guard.first_party(secret_env="KEY", audience=AUDIENCE, environment={"KEY": KEY}, tripwire="off")  # noqa: S106  # its name

    def create(body: Any) -> Any:  # noqa: ANN401  # annotated below
        return jsonify(n=len(body.lines))

    create.__annotations__["body"] = order_of(library)
    app.post("/orders")(guard.allow()(create))
    guard.init_app(app)
    return asker(app, itertools.repeat(guard.issue("alice")), raw)


def order_of(library: str) -> Any:  # noqa: ANN401  # a class, made here
    """The model of the body."""
    if library == "msgspec":
        import msgspec  # noqa: PLC0415  # one library a function

        line = msgspec.defstruct("Line", [("item", str), ("quantity", int), ("note", str)], forbid_unknown_fields=True)
        return msgspec.defstruct("Order", [("name", str), ("lines", list[line])], forbid_unknown_fields=True)  # type: ignore[valid-type]  # made here
    import pydantic  # noqa: PLC0415  # one library a function

    part = pydantic.create_model("Line", item=(str, ...), quantity=(int, ...), note=(str, ...))
    return pydantic.create_model("Order", name=(str, ...), lines=(list[part], ...))  # type: ignore[valid-type]  # made here


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
    _BARE: bare,
    "guard, same token": guarded,
    "guard, same token, revocation in memory": lambda: guarded(store="memory"),
    "guard, same token, revocation in SQLite": lambda: guarded(store="sqlite"),
    "guard, same token, SQLite and tripwire": lambda: guarded(store="sqlite", tripwire="observe"),
    "guard, HS256 not seen before": lambda: guarded(distinct=True),
    "guard, RS256 not seen before": lambda: signed("RS256"),
    "guard, RS256 not seen, published keys": lambda: signed("RS256", published=True),
    "guard, ES256 not seen before": lambda: signed("ES256"),
    "guard, EdDSA not seen before": lambda: signed("EdDSA"),
    "(RS256 signature alone)": lambda: signature("RS256"),
    "(ES256 signature alone)": lambda: signature("ES256"),
    "guard, same token, tripwire observes": lambda: guarded(tripwire="observe"),
    "guard, same token, tripwire refuses": lambda: guarded(tripwire="refuse"),
    "Flask-JWT-Extended": flask_jwt_extended,
    "Authlib": authlib,
    _BARE_BODY: with_body,
    "guard, 10 KB body into msgspec": lambda: with_body(library="msgspec"),
    "guard, 10 KB body into pydantic": lambda: with_body(library="pydantic"),
}


def microseconds(ask: Ask, seconds: float) -> float:
    """CPU time of one request."""
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(100):
            ask()
        count += 100
    return (time.process_time() - start) / count * 1e6


def alone(name: str, seconds: float) -> str:
    """What one case costs in a process of its own: an audit hook in it would be paid for by all the others."""
    command = [sys.executable, "-W", "ignore", __file__, str(seconds), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or f"ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"


def one(name: str, seconds: float) -> None:
    """Measure one case, and print microseconds, or what is not installed."""
    logging.disable(logging.CRITICAL)
    try:
        ask = CASES[name]()
        ask()
    except ImportError as problem:
        print(f"left out: {problem.name} is not installed")
        return
    # One of them warns on every call, and sets the filter itself when it is imported.
    warnings.simplefilter("ignore")
    microseconds(ask, seconds / 3)
    print(microseconds(ask, seconds))


def main() -> None:
    """Measure in interleaved rounds and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 0.3
    if len(sys.argv) > _JUST_SECONDS:
        one(sys.argv[2], seconds)
        return
    rounds: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(_ROUNDS):
        for name in CASES:
            told = alone(name, seconds)
            try:
                rounds[name].append(float(told))
            except ValueError:
                rounds[name].append(math.nan)
                print(f"{name}: {told}")
    for name, costs in rounds.items():
        base = rounds[_BARE_BODY if "body" in name else _BARE]
        ratio = statistics.median(cost / bare for cost, bare in zip(costs, base, strict=True))
        more = statistics.median(cost - bare for cost, bare in zip(costs, base, strict=True))
        print(f"{name:40} {statistics.median(costs):8.1f} us   {ratio:5.2f}   {more:+.1f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(FOLDER)
