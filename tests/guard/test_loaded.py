"""What does an app load with the guard? Two promises about run time, and one about types."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

#: Of ours, beside the guard itself.
ROOMS = {"bearproof", "bearproof.guard", "bearproof.tripwire", "bearproof.catalog"}
#: What Flask needs, and nothing that only some apps have.
LIBRARIES = {"flask", "werkzeug", "jinja2", "markupsafe", "click", "itsdangerous", "blinker"}


def _loaded(program: str) -> set[str]:
    report = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program + report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_guard_loads_the_guard_and_the_tripwire_of_ours() -> None:
    loaded = {".".join(name.split(".")[:2]) for name in _loaded("import bearproof.guard") if name.startswith("bearp")}
    assert loaded - ROOMS == set()
    assert "bearproof.guard" in loaded


def test_the_guard_loads_no_library_but_flask() -> None:
    before, after = _loaded("pass"), _loaded("import bearproof.guard")
    roots = {name.partition(".")[0] for name in after - before}
    found = {root for root in roots if root not in sys.stdlib_module_names and not root.startswith("_")}
    assert found - LIBRARIES == {"bearproof"}


TYPED = """
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from bearproof.guard import Body, Claims, Cookie, Form, Guard, Headers, Limits, Needs, Path, Query
from bearproof.guard.testing import opened as without_token, tokens
from flask import Flask, Response

guard = Guard.first_party(secret_env=("NEW", "OLD"), audience="a", limits=Limits(body=10), tripwire="refuse")
app = Flask(__name__)
guard.init_app(app)

@app.get("/open")
@guard.public
def opened() -> str:
    return "open"

@guard.allow(scope=["read"], role="clerk", policy=lambda claims: claims.subject == "alice")
@app.get("/me")
def me(claims: Claims) -> str:
    return claims.subject

@guard.claims
@dataclass
class Staff:
    sub: str
    price: Annotated[int, Needs(scope="p", role="r")] = 0

def find(number: int) -> Staff | None:
    return None

@app.get("/<int:number>")
@guard.owns(find, into="staff", by=lambda found: "x", claim="sub", unless_scope=["all"])
def show(staff: Staff, claims: Claims | None = None) -> str:
    return staff.sub

@app.post("/all/<int:number>")
@guard.allow(reads=("role",))
@guard.owns("number")
def everything(
    body: Body[list[Staff]], query: Query[Staff], path: Path[Staff], headers: Headers[Staff], me: Staff
) -> list[Staff]:
    return [*body, query, path, headers, me]

@app.post("/form")
@guard.allow()
def posted(form: Form[Staff]) -> str:
    return form.sub

guard.bind("tenant", claim="tenant")
other = Flask(__name__)
cookie = Cookie(origins=["https://web.example"])
guard.init_app(other, cookie=cookie, unsafe_report_only=True)
cookie.put(Response(), "token", lifetime=timedelta(minutes=1))
with tokens(other) as issue:
    found: dict[str, str] = issue("alice", scopes=["read"], tenant="north")
names: list[str] = without_token(other)

from pathlib import Path as File
from bearproof.guard import Fetching, MemoryStore, Pair, Profile, PublicKey, RedisStore, RefreshRefused, SQLiteStore
from bearproof.guard import SecretKey, Store, TokenRefused, TrustedIssuer, trusted

several = Guard(
    issuer=[
        TrustedIssuer("https://a.example", algorithms=["ES256"], fetching=Fetching(cooldown=60.0)),
        TrustedIssuer("https://b.example", keys=[PublicKey.from_pem(File("key.pem").read_bytes(), alg="RS256")]),
        TrustedIssuer("https://c.example", keys=(SecretKey(b"x", "kid"),), audience="https://d.example"),
        TrustedIssuer("https://e.example", profile=Profile.accepting_plain_jwt(says={"use": "access"}, client="azp")),
    ],
    audience="a",
    store=SQLiteStore(File("tokens.db"), patience=1.0),
)
stores: list[Store] = [MemoryStore(), SQLiteStore("tokens.db"), RedisStore("redis://localhost")]
one = Guard(issuer="https://id.example", audience="a", store=stores[0], unknown=404)

@one.allow()
def leave(claims: Claims) -> str:
    several.revocations.token(claims)
    several.revocations.subject(claims.subject, issuer=claims.issuer)
    several.revocations.session("sid")
    return claims.token_id

def again(refresh: str) -> dict[str, object]:
    try:
        pair: Pair = guard.refresh_tokens.rotate(refresh)
    except (RefreshRefused, TokenRefused):
        guard.refresh_tokens.revoke(refresh)
        raise
    with trusted("a reason"):
        return pair.answer()

undeclared: list[str] = guard.undeclared(app)
guard.public_endpoints("static", reads="role")
guard.allow_endpoints("admin.index", scope=["a"], role="admin", policy=lambda claims: True)

reveal_type(show)
reveal_type(Staff)
reveal_type(me)
reveal_type(opened)
token: str = guard.issue("alice", scopes=["read"], lifetime=timedelta(minutes=1))
"""
WRONG = {
    'Guard.first_party(secret_env="A", audience="b", tripwire="on")': "arg-type",
    'Guard.first_party(secret_env="A", audience="b", unknown=403)': "arg-type",
    'Guard.first_party("A", "b")': "call-arg",
    'Guard.first_party(secret_env="A", audience="b", authority="observe")': "arg-type",
    "guard.init_app(app, report_only=True)": "call-arg",
    "guard.init_app(app, True)": "call-arg",
    "guard.owns(7)": "arg-type",
    "guard.bind('tenant')": "call-arg",
    "guard.allow(lambda: None)": "call-arg",
    'guard.issue("alice", lifetime=60)': "arg-type",
    "def f(claims: Claims) -> None: claims.subject = 'admin'": "misc",
    "def f(claims: Claims) -> None: claims.all['role'] = 'admin'": "index",
    "Profile(types=frozenset({'jwt'}))": "call-arg",
    "Guard(issuer='i', audience='a', store='tokens.db')": "arg-type",
    "Guard(issuer='i', audience='a', keys=['secret'])": "list-item",
    "TrustedIssuer('i', 'a')": "call-arg",
    "guard.revocations.token('jti')": "arg-type",
}


def _checked(folder: Path, text: str) -> str:
    (folder / "typed.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "typed.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typed")


def test_a_marked_view_keeps_its_type(folder: Path) -> None:
    said = _checked(folder, TYPED)
    assert 'Revealed type is "def (claims: bearproof.guard.tokens.claims.Claims) -> str"' in said.replace(
        "builtins.", ""
    )
    assert 'Revealed type is "def () -> str"' in said.replace("builtins.", "")
    assert 'Revealed type is "def (sub: str, price: int =) -> typed.Staff"' in said.replace("builtins.", "")
    assert "error:" not in said


def test_mistakes_are_seen_by_the_type_checker(folder: Path) -> None:
    start = textwrap.dedent("""
        from bearproof.guard import Claims, Guard, Profile, TrustedIssuer
        guard = Guard.first_party(secret_env="A", audience="b")
    """).strip()
    said = _checked(folder, "\n".join([start, *WRONG]))
    first = start.count("\n") + 2
    expected = [(first + number, code) for number, code in enumerate(WRONG.values())]
    found = [(int(line.split(":")[1]), line.rpartition("[")[2][:-1]) for line in said.splitlines() if "error:" in line]
    assert [each for each in expected if each not in found] == []
