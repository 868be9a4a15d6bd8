"""Does the guard ever answer with a fault, or let a broken token in? Seeded mutations of tokens, headers and bodies.

`python bench/guard_fuzz.py [seconds] [seed]`. Prints how many requests were sent, by status; ends with 1 at the first
answer that is wrong: a 5xx, or 200 for a token that was changed after it was signed or that says what no good one says.
"""

from __future__ import annotations

import base64
import collections
import hashlib
import hmac
import json
import logging
import random
import sys
import time
from typing import Any

import pydantic
from flask import Flask

from bearproof.guard import Claims, Guard

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"
HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e300, "", "x" * 5000, [], [[]], {}, {"a": {}}, "\x00", "\ud800", "none", "None", 2**63,
    [AUDIENCE], "https://other.example", 1, 9_999_999_999_999, "2099-01-01", {"jkt": "x"},
)  # fmt: skip
CLAIMS = (
    "iss",
    "aud",
    "sub",
    "client_id",
    "jti",
    "iat",
    "exp",
    "nbf",
    "scope",
    "roles",
    "cnf",
    "azp",
    "nonce",
    "events",
)
HEADERS = ("alg", "typ", "kid", "crit", "jku", "jwk", "x5u", "zip", "enc", "b64", "cty")


class Line(pydantic.BaseModel):
    """One line of an order."""

    item: str
    quantity: int


class Order(pydantic.BaseModel):
    """What the body has to be."""

    name: str
    lines: list[Line]


def made() -> tuple[Any, Guard]:
    """A client of a guarded app, and the guard."""
    guard = Guard.first_party(
        secret_env="KEY",  # noqa: S106  # its name
        audience=AUDIENCE,
        environment={"KEY": KEY},
        tripwire="refuse",
        authority="refuse",
    )
    app = Flask("fuzzed")

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> dict[str, str]:
        return {"me": claims.subject}

    @app.post("/orders")
    @guard.allow()
    def order(body: Order) -> dict[str, int]:
        return {"lines": len(body.lines)}

    guard.init_app(app)
    return app.test_client(), guard


def part(value: object) -> bytes:
    """A part of a token."""
    return base64.urlsafe_b64encode(json.dumps(value).encode("utf-8", "surrogatepass")).rstrip(b"=")


def signed(header: object, claims: object) -> str:
    """A token that the right key has signed, whatever it says."""
    text = part(header) + b"." + part(claims)
    made_ = hmac.new(KEY.encode(), text, hashlib.sha256).digest()
    return (text + b"." + base64.urlsafe_b64encode(made_).rstrip(b"=")).decode()


def bent(chance: random.Random, text: str) -> str:
    """The text with some characters changed, taken out, doubled or put in."""
    raw = list(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw) + 1)
        what = chance.choice(["put", "take", "change", "double"])
        letter = chr(chance.choice([*range(33, 127), 0xE9, 0x20, 0x2E, 0x3D]))
        if what == "put" or at == len(raw):
            raw.insert(at, letter)
        elif what == "take":
            del raw[at]
        else:
            raw[at] = letter if what == "change" else raw[at] * 2
    return "".join(raw)


def said(chance: random.Random) -> tuple[str, bool]:
    """A token with the right signature and hostile claims or header; whether no guard may take it."""
    now = int(time.time())
    header: dict[str, Any] = {"alg": "HS256", "typ": "at+jwt"}
    claims: dict[str, Any] = {
        "iss": AUDIENCE, "aud": AUDIENCE, "sub": "alice", "client_id": "first-party", "jti": "x", "iat": now,
        "exp": now + 300,
    }  # fmt: skip
    for _ in range(chance.randint(1, 3)):
        into, names = (header, HEADERS) if chance.random() < 0.3 else (claims, CLAIMS)  # noqa: PLR2004  # a share
        name = chance.choice(names)
        if chance.random() < 0.2:  # noqa: PLR2004  # a share
            into.pop(name, None)
        else:
            into[name] = chance.choice(HOSTILE)
    aud = claims.get("aud")
    ours = aud == AUDIENCE or (isinstance(aud, list) and AUDIENCE in aud)
    exp = claims.get("exp")
    timely = type(exp) in {int, float} and now - 60 < exp < now + 10**9
    good = ours and timely and claims.get("iss") == AUDIENCE and "cnf" not in claims and header.get("alg") == "HS256"
    return signed(header, claims), not good


def main() -> int:
    """Send until the time is up; answers with the exit code."""
    logging.disable(logging.CRITICAL)
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)  # noqa: S311, PLR2004  # repeatable on purpose
    client, guard = made()
    good = guard.issue("alice")
    body = json.dumps({"name": "honey", "lines": [{"item": "a", "quantity": 1}]})
    statuses: collections.Counter[tuple[str, int]] = collections.Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        kind = chance.choice(["token", "claims", "header", "body"])
        wrong = False
        if kind == "body":
            sent = bent(chance, body).encode("utf-8", "surrogatepass")
            answer = client.post(
                "/orders", data=sent, content_type="application/json", headers={"Authorization": f"Bearer {good}"}
            )
        else:
            if kind == "claims":
                token, wrong = said(chance)
                value = f"Bearer {token}"
            elif kind == "token":
                token = bent(chance, good)
                wrong, value = token != good, f"Bearer {token}"
            else:
                value = bent(chance, f"Bearer {good}")
                wrong = value.partition(" ")[2].strip() != good
            answer = client.get("/me", headers={"Authorization": value.encode("latin-1", "replace").decode("latin-1")})
        statuses[kind, answer.status_code] += 1
        if answer.status_code >= 500 or (wrong and answer.status_code == 200):  # noqa: PLR2004  # RFC 9110 s15
            print(f"wrong: {kind} answered {answer.status_code}", file=sys.stderr)
            return 1
    for (kind, status), count in sorted(statuses.items()):
        print(f"{kind:8} {status}  {count:8,}")
    print(f"{statuses.total():,} requests, none wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
