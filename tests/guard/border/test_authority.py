"""Is a field that claims an authority refused wherever it hides, and an ordinary request let through?"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import quote

import pydantic
import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from bearproof.guard import Guard, Headers, Query

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
Sent: TypeAlias = dict[str, Any]


def refusing(clock: Callable[[], float], tripwire: Any = "off") -> Guard:  # noqa: ANN401  # one of three words
    """A guard that refuses claimed authority."""
    return Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=clock, tripwire=tripwire,
        authority="refuse",
    )  # fmt: skip


class Account(pydantic.BaseModel):
    name: str
    role: str = "guest"


class ByRole(pydantic.BaseModel):
    role: str = ""


class RoleHeader(pydantic.BaseModel):
    x_role: str = ""


@pytest.fixture
def client(clock: Callable[[], float], good: dict[str, str]) -> FlaskClient:
    """Asks views that read nothing, each with a good token."""
    guard, app = refusing(clock), Flask(__name__)
    app.secret_key = "a" * 40

    def account(account: Account) -> str:
        return account.role

    def search(search: Query[ByRole], headers: Headers[RoleHeader]) -> str:
        return search.role + headers.x_role

    both = {"methods": ["GET", "POST"]}
    app.route("/it", endpoint="it", **both)(guard.allow()(lambda: "in"))
    app.route("/open", endpoint="open", **both)(guard.public(lambda: "in"))
    app.route("/reads", endpoint="reads", **both)(
        guard.allow(reads="role")(guard.allow(reads="is_admin")(guard.allow()(lambda: "in")))
    )
    app.post("/account", endpoint="account")(guard.allow()(account))
    app.get("/search", endpoint="search")(guard.allow()(search))
    app.get("/roles/<role>", endpoint="roles")(guard.allow()(lambda role: role))
    app.get("/remember", endpoint="remember")(guard.allow()(lambda: session.update(role="user") or "in"))  # type: ignore[func-returns-value]  # None, then the answer
    guard.init_app(app)
    # Without a jar of its own the client sends what a test writes.
    client = app.test_client(use_cookies=False)
    client.environ_base["HTTP_AUTHORIZATION"] = good["Authorization"]
    return client


#: Its base64 has several plus signs and no stroke.
PLUSSES = b'{"role":"admin","a":">>>>>>","b":"~~~>>>"}'
ADMIN = json.dumps({"role": "admin", "name": "mallory"}).encode()


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def url64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def form(text: str) -> Sent:
    return {"method": "POST", "data": text, "content_type": "application/x-www-form-urlencoded"}


def multipart(name: str, value: bytes) -> Sent:
    body = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n--b--\r\n' % (name.encode(), value)
    return {"method": "POST", "data": body, "content_type": "multipart/form-data; boundary=b"}


JWT = ".".join(url64(part) for part in (b'{"alg":"none"}', ADMIN, b"sig"))
CLAIMED: dict[str, Sent] = {
    "query": {"query_string": "role=admin"},
    "query-without-value": {"query_string": "is_admin"},
    "query-in-another-spelling": {"query_string": "isAdmin=1"},
    "query-with-dashes": {"query_string": "x-user-role=admin"},
    "query-escaped": {"query_string": "%72ole=admin"},
    "query-bracketed": {"query_string": "user[role]=admin"},
    "query-dotted": {"query_string": "user.is_admin=1"},
    "query-list": {"query_string": "roles[]=admin"},
    "query-second": {"query_string": "role2=x&permissions=all"},
    "query-json": {"query_string": "filter=" + quote(ADMIN)},
    "query-base64": {"query_string": "d=" + quote(b64(ADMIN))},
    "query-base64url": {"query_string": "d=" + url64(ADMIN)},
    "query-base64-with-blanks-for-plus-signs": {"query_string": "d=" + b64(PLUSSES).replace("+", "%20").rstrip("=")},
    "query-hex": {"query_string": "d=" + ADMIN.hex()},
    "query-zlib": {"query_string": "d=" + url64(zlib.compress(ADMIN))},
    "query-gzip-twice": {"query_string": "d=" + url64(url64(gzip.compress(ADMIN)).encode())},
    "query-base64-of-a-form": {"query_string": "d=" + url64(b"role=admin&name=mallory")},
    "query-jwt": {"query_string": "t=" + JWT},
    "query-base64-with-signs-that-decoders-skip": {"query_string": "d=" + quote("~.".join(b64(ADMIN)))},
    "query-base64-in-words": {"query_string": "d=" + quote(" ".join(b64(ADMIN)[n : n + 4] for n in range(0, 60, 4)))},
    "query-hex-in-words": {"query_string": "d=" + quote(ADMIN.hex(" "))},
    "query-base64-of-base64-with-a-strange-sign": {"query_string": "d=" + url64(b64(ADMIN * 1).encode() + b"\x01")},
    "query-base64-of-json-with-a-strange-sign": {"query_string": "d=" + url64(b'{"role":"admin","x":"\x7f\xff"}')},
    "query-base64-of-utf-16": {"query_string": "d=" + url64(ADMIN.decode().encode("utf-16-le"))},
    "form": form("role=admin"),
    "form-base64": form("d=" + url64(ADMIN)),
    "multipart": multipart("role", b"admin"),
    "multipart-json": multipart("d", ADMIN),
    "multipart-after-a-preamble": {**multipart("role", b"admin"), "data": b"x\r\n" + multipart("role", b"")["data"]},
    "multipart-name-in-another-writing": {
        "method": "POST",
        "data": b"--b\r\nContent-Disposition: form-data; name*=UTF-8''r%6fle\r\n\r\nadmin\r\n--b--\r\n",
        "content_type": "multipart/form-data; boundary=b",
    },
    "multipart-file": {
        "method": "POST",
        "data": b'--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n' + ADMIN + b"\r\n--b--\r\n",
        "content_type": "multipart/form-data; boundary=b",
    },
    "json": {"method": "POST", "json": {"role": "admin"}},
    "json-flag": {"method": "POST", "json": {"isAdmin": True}},
    "json-inside": {"method": "POST", "json": {"user": [{"profile": {"access_level": 9}}]}},
    "json-twice": {"method": "POST", "data": b'{"a": {"role": 1}, "a": 2}', "content_type": "application/json"},
    "json-escaped": {"method": "POST", "data": b'{"r\\u006fle": 1}', "content_type": "application/json"},
    "json-in-utf-16": {"method": "POST", "data": ADMIN.decode().encode("utf-16"), "content_type": "application/json"},
    "json-that-is-no-utf-8": {"method": "POST", "data": b'{"x": "\xff", "role": 1}'},
    "json-with-a-strange-sign": {"method": "POST", "data": b'{"x": "\x01", "role": 1}'},
    "json-with-a-long-number": {"method": "POST", "data": b'{"x": ' + b"9" * 5000 + b', "role": 1}'},
    "json-in-json": {"method": "POST", "json": {"d": json.dumps({"is_admin": True})}},
    "json-base64": {"method": "POST", "json": {"list": [[b64(ADMIN)]]}},
    "json-without-type": {"method": "POST", "data": ADMIN},
    "json-with-a-mark": {"method": "POST", "data": b"\xef\xbb\xbf" + ADMIN},
    "body-base64": {"method": "POST", "data": b64(ADMIN)},
    "header": {"headers": {"X-Role": "admin"}},
    "header-user-role": {"headers": {"X-User-Role": "admin"}},
    "header-json": {"headers": {"X-User": ADMIN.decode()}},
    "header-base64": {"headers": {"X-User": b64(ADMIN)}},
    "cookie": {"environ_overrides": {"HTTP_COOKIE": "role=admin"}},
    "cookie-without-value": {"environ_overrides": {"HTTP_COOKIE": "is_admin="}},
    "cookie-quoted-in-octal": {"environ_overrides": {"HTTP_COOKIE": 'user="\\173\\042role\\042:\\0421\\042\\175"'}},
    "cookie-base64": {"environ_overrides": {"HTTP_COOKIE": "user=" + url64(ADMIN)}},
    "cookie-quoted-json": {"environ_overrides": {"HTTP_COOKIE": "user=" + quote(ADMIN)}},
    "cookie-jwt": {"environ_overrides": {"HTTP_COOKIE": "id_token=" + JWT}},
}  # fmt: skip


@pytest.mark.parametrize("path", ["/it", "/open"])
@pytest.mark.parametrize("sent", CLAIMED.values(), ids=CLAIMED.keys())
def test_a_claimed_authority_is_refused(
    client: FlaskClient, reasons: Callable[[], list[str]], sent: Sent, path: str
) -> None:
    answer = client.open(path, **sent)
    assert (answer.status_code, reasons()[-1]) == (400, "undeclared-authority")


PROSE = "the role of an admin is to grant permissions; set role=admin? no. https://a.example/?role=admin&b=1"
ORDINARY: dict[str, Sent] = {
    "nothing": {},
    "value-is-a-privilege": {"query_string": "q=admin&sort=role&field=is_admin"},
    "other-names": {"query_string": "roleplay=1&scroll=2&administer=3&parole=4&rolex=5"},
    "text": {"query_string": "q=" + quote(PROSE)},
    "text-that-looks-like-a-form": {"query_string": "q=" + quote("role=admin")},
    "text-that-looks-like-a-form-in-a-form": form("q=" + quote("role=admin&x=1")),
    "text-of-many-words": {"method": "POST", "json": {"text": PROSE * 200}},
    "json-of-other-names": {"method": "POST", "json": {"name": "role", "list": ["is_admin", {"x": "admin"}]}},
    "json-cut": {"method": "POST", "data": b'{"text": "role"', "content_type": "application/json"},
    "picture": {"method": "POST", "json": {"picture": b64(bytes(range(256)) * 400)}},
    "picture-alone": {"method": "POST", "data": bytes(range(256)) * 4000, "content_type": "image/png"},
    "picture-in-a-form": multipart("picture", bytes(range(256)) * 400),
    "uuid": {"query_string": "id=12345678-1234-5678-1234-567812345678"},
    "hex-digest": {"headers": {"X-Checksum": "ab" * 32}},
    "other-cookies": {"environ_overrides": {"HTTP_COOKIE": "theme=dark; _ga=GA1.2; ok=" + url64(b'{"ads": false}')}},
    "base64-of-other-names": {"query_string": "d=" + url64(b'{"theme": "dark"}')},
    "browser": {"headers": {"User-Agent": "Mozilla/5.0 (X11; role=admin)", "Referer": "https://a.example/?role=admin"}},
    "path": {"path": "/roles/admin"},
}  # fmt: skip


@pytest.mark.parametrize("sent", ORDINARY.values(), ids=ORDINARY.keys())
def test_an_ordinary_request_is_let_through(client: FlaskClient, sent: Sent) -> None:
    assert client.open(**{"path": "/it", **sent}).status_code == 200


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/reads", {"query_string": "role=admin&isAdmin=1"}, 200),
        ("/reads", {"environ_overrides": {"HTTP_COOKIE": "role=x"}}, 200),
        ("/reads", {"query_string": "d=" + url64(ADMIN)}, 200),
        ("/reads", {"query_string": "role=admin&scope=all"}, 400),
        ("/account", {"method": "POST", "json": {"name": "a", "role": "guest"}}, 200),
        ("/account", {"method": "POST", "json": {"name": "a", "is_admin": True}}, 400),
        ("/account", {"method": "POST", "json": {"name": "a"}, "query_string": "role=admin"}, 400),
        ("/account", {"method": "POST", "json": {"name": "a"}, "headers": {"X-Role": "admin"}}, 400),
        ("/search", {"query_string": "role=admin"}, 200),
        ("/search", {"headers": {"X-Role": "admin"}}, 200),
        ("/search", {"headers": {"X-Roles": "admin"}}, 400),
        ("/search", {"query_string": "is_admin=1"}, 400),
    ],
)
def test_what_is_declared_may_be_sent_there(client: FlaskClient, path: str, sent: Sent, status: int) -> None:
    assert client.open(path, **sent).status_code == status


def test_the_apps_own_signed_session_is_no_claim(client: FlaskClient, good: dict[str, str]) -> None:
    client = client.application.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = good["Authorization"]
    assert [client.get("/remember").status_code, client.get("/it").status_code] == [200, 200]


def test_a_session_that_nobody_signs_is_one(client: FlaskClient) -> None:
    client.application.secret_key = None
    assert client.get("/it", environ_overrides={"HTTP_COOKIE": "session=" + url64(ADMIN)}).status_code == 400


def test_the_log_names_the_field_and_not_the_value(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = client.get("/it?user[role]=superduper")
    said = json.loads(caplog.records[-1].getMessage())
    assert (said["field"], "superduper" in caplog.text, "role" in answer.text) == ("query user[role]", False, False)


def test_what_one_carrier_may_hold_another_may_not(client: FlaskClient) -> None:
    hidden = url64(ADMIN)
    asked = [
        client.get("/search?d=" + hidden),
        client.get("/search?d=" + hidden, environ_overrides={"HTTP_COOKIE": "d=" + hidden}),
    ]
    assert [answer.status_code for answer in asked] == [422, 400]


def test_what_was_first_seen_too_deep_is_looked_at_again(client: FlaskClient) -> None:
    shallow = b64(ADMIN)
    deep = json.dumps({"d": shallow}).encode()
    for _ in range(4):
        deep = b64(deep).encode()
    asked = [{"a": deep.decode()}, {"a": deep.decode(), "b": shallow}]
    assert [client.get("/it", query_string=each).status_code for each in asked] == [200, 400]


def test_who_has_no_token_is_refused_for_that(client: FlaskClient) -> None:
    assert client.get("/it?role=admin", headers={"Authorization": ""}).status_code == 401


def test_what_is_too_much_to_look_through_is_refused(client: FlaskClient) -> None:
    deep = ADMIN
    for _ in range(6):
        deep = base64.b64encode(deep)
    many = "&".join(f"a{n}=" + url64(b"%d........" % n) for n in range(3000))
    asked = [client.post("/it", data=many, content_type="application/x-www-form-urlencoded")]
    asked.append(client.post("/it", data=b"x" * (8 * 1024 * 1024 + 1)))
    asked.append(client.open("/it", **form("a=1&" * 4000 + "role=admin")))
    asked.append(client.post("/it", data=b"[" * 100_000, content_type="application/json"))
    parts = b"".join(b'--b\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n for n in range(1001))
    asked.append(client.post("/it", data=parts + b"--b--", content_type="multipart/form-data; boundary=b"))
    asked.append(client.post("/it", data=parts + b"--b--", content_type="text/plain"))
    assert [answer.status_code for answer in asked] == [413] * 6


@pytest.mark.usefixtures("wire")
@pytest.mark.parametrize("tripwire", ["observe", "refuse"])
def test_the_view_still_reads_its_body(clock: Callable[[], float], good: dict[str, str], tripwire: str) -> None:
    guard, app = refusing(clock, tripwire), Flask(__name__)

    def account(account: Account) -> str:
        return account.name

    app.post("/it", endpoint="it")(guard.allow()(account))
    guard.init_app(app)
    assert app.test_client().post("/it", json={"name": "honey"}, headers=good).text == "honey"


def test_a_field_is_opened_by_the_name_of_an_endpoint(clock: Callable[[], float], good: dict[str, str]) -> None:
    guard, app = refusing(clock), Flask(__name__)
    app.get("/open", endpoint="open")(lambda: "in")
    app.get("/closed", endpoint="closed")(lambda: "in")
    guard.public_endpoints("open", reads=["role"])
    guard.allow_endpoints("closed", reads="role")
    guard.init_app(app)
    client = app.test_client()
    paths = ("/open?role=a", "/open?admin=1", "/closed?role=a", "/closed?admin=1")
    assert [client.get(path, headers=good).status_code for path in paths] == [200, 400, 200, 400]


def test_it_is_off_unless_asked_for(app: Flask, good: dict[str, str]) -> None:
    assert app.test_client().get("/me?role=admin", headers=good).status_code == 200
