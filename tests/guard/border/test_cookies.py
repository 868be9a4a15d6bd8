"""Does a token in a cookie count only where it was asked for, only once, and never at another site's wish?"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from bearproof.guard import Claims, Cookie, Guard, GuardMisuse

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(guard: Guard) -> FlaskClient:
    """Asks an app at https://api.example that takes cookies."""
    app = Flask(__name__)
    cookie = Cookie(origins=["https://web.example"])

    @app.route("/me", methods=["GET", "POST"])
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    @app.post("/login")
    @guard.public
    def login() -> Response:
        answer = Response("in")
        cookie.put(answer, guard.issue("alice"), lifetime=timedelta(minutes=5))
        return answer

    @app.post("/logout")
    @guard.public
    def logout() -> Response:
        answer = Response("out")
        cookie.remove(answer)
        return answer

    app.url_map.add(Rule("/socket", endpoint="socket", websocket=True))
    app.view_functions["socket"] = guard.allow()(lambda: "talking")
    guard.init_app(app, cookie=cookie)
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    client.environ_base["HTTP_HOST"] = "api.example"
    return client


@pytest.fixture
def known(client: FlaskClient) -> FlaskClient:
    """The same, after logging in."""
    client.post("/login", base_url="https://api.example")
    return client


def ask(client: FlaskClient, method: str, path: str = "/me", **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, headers=named, base_url="https://api.example").status_code


def test_the_cookie_is_kept_from_scripts_and_other_hosts(client: FlaskClient) -> None:
    said = client.post("/login").headers["Set-Cookie"].split("; ")
    assert said[0].startswith("__Host-access_token=ey")
    assert sorted(said[1:]) == sorted([said[1], "Max-Age=300", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"])


def test_the_cookie_is_taken_away(known: FlaskClient) -> None:
    asked = [ask(known, "GET"), known.post("/logout", base_url="https://api.example").status_code, ask(known, "GET")]
    assert asked == [200, 200, 401]


def test_a_token_in_the_cookie_reads(known: FlaskClient) -> None:
    assert [ask(known, "GET"), ask(known, "HEAD")] == [200, 200]


SENT = {
    "our-page": ({"Sec_Fetch_Site": "same-origin"}, 200),
    "our-page-in-an-older-browser": ({"Origin": "https://api.example"}, 200),
    "a-page-of-a-named-origin": ({"Origin": "https://web.example", "Sec_Fetch_Site": "cross-site"}, 200),
    "nothing-said": ({}, 403),
    "another-site": ({"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"}, 403),
    "another-site-in-an-older-browser": ({"Origin": "https://evil.example"}, 403),
    "a-neighbour": ({"Sec_Fetch_Site": "same-site"}, 403),
    "typed-in": ({"Sec_Fetch_Site": "none"}, 403),
    "another-scheme": ({"Origin": "http://api.example"}, 403),
    "no-origin": ({"Origin": "null"}, 403),
    "a-longer-origin": ({"Origin": "https://web.example.evil.example"}, 403),
}


@pytest.mark.parametrize(("sent", "status"), SENT.values(), ids=SENT.keys())
def test_what_changes_something_comes_from_our_own_pages(known: FlaskClient, sent: dict[str, str], status: int) -> None:
    assert ask(known, "POST", **sent) == status


@pytest.mark.parametrize(("sent", "status"), [({"Origin": "https://evil.example"}, 403), (OURS, 200)])
def test_a_websocket_is_not_opened_by_another_site(known: FlaskClient, sent: dict[str, str], status: int) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", **sent}
    assert known.get("/socket", headers=upgrade, base_url="wss://api.example").status_code == status


def test_a_token_in_the_header_needs_no_page(client: FlaskClient, good: dict[str, str]) -> None:
    assert ask(client, "POST", **good) == 200


def test_two_tokens_are_one_too_many(known: FlaskClient, good: dict[str, str]) -> None:
    alone = known.application.test_client()
    # Also when the one in the header was seen before.
    asked = [ask(alone, "GET", **good), ask(known, "GET", **good), ask(known, "GET")]
    assert asked == [200, 400, 200]


@pytest.mark.parametrize(
    ("cookie", "status"),
    [("{0}; {0}", 400), ("{0}; other=1", 200), ("x{0}", 401), ('{1}="{2}"', 200), ("{1}=x.y.z", 401)],
)
def test_the_cookie_is_read_as_it_is_written(client: FlaskClient, guard: Guard, cookie: str, status: int) -> None:
    token = guard.issue("alice")
    sent = cookie.format("__Host-access_token=" + token, "__Host-access_token", token)
    plain = client.application.test_client(use_cookies=False)
    assert plain.get("/me", environ_overrides={"HTTP_COOKIE": sent}).status_code == status


def test_the_log_names_the_token_by_a_digest(known: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    token = known.get_cookie("__Host-access_token", domain="api.example")
    assert token is not None
    assert ask(known, "POST") == 403
    digest = hashlib.sha256(token.value.encode()).hexdigest()[:16]
    assert (json.loads(caplog.records[-1].getMessage())["token"], token.value in caplog.text) == (
        f"sha256:{digest}",
        False,
    )


@pytest.mark.parametrize("name", ["access_token", "__Secure-token", "__Host-a b", "__Host-a=b"])
def test_a_cookie_that_others_can_set_is_refused_at_start(name: str) -> None:
    with pytest.raises(GuardMisuse, match="begins with __Host-"):
        Cookie(name)


@pytest.mark.parametrize("origins", ["https://web.example", ["https://web.example/"]])
def test_an_origin_is_no_address(origins: list[str]) -> None:
    with pytest.raises(GuardMisuse, match="scheme and host"):
        Cookie(origins=origins)
