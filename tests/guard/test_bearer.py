"""Is the token taken from the one place where it belongs, and is the answer the one of RFC 6750?"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from bearproof.guard import Guard

BARE = 'Bearer realm="https://api.example"'
REQUEST = BARE + ', error="invalid_request"'
INVALID = BARE + ', error="invalid_token"'
#: {} is a good token.
HEADERS = {
    "B1-plain": ("Bearer {}", 200, None),
    "B1-lower-case": ("bearer {}", 200, None),
    "B1-upper-case": ("BEARER {}", 200, None),
    "B1-two-blanks": ("Bearer  {}", 200, None),
    "B3-empty": ("", 401, BARE),
    "B3-blank": (" ", 401, BARE),
    "B3-basic": ("Basic YWxpY2U6c2VjcmV0", 401, BARE),
    "B3-dpop": ("DPoP {}", 401, BARE),
    "B3-no-scheme": ("{}", 401, BARE),
    "B3-scheme-run-in": ("Bearer{}", 401, BARE),
    "B3-scheme-in-quotes": ('"Bearer" {}', 401, BARE),
    "B3-scheme-before-colon": ("Bearer: {}", 401, BARE),
    "B4-scheme-alone": ("Bearer", 400, REQUEST),
    "B4-scheme-and-blank": ("Bearer ", 400, REQUEST),
    "B4-tab": ("Bearer\t{}", 400, REQUEST),
    "B4-blank-after": ("Bearer {} ", 400, REQUEST),
    "B4-blank-before": (" Bearer {}", 400, REQUEST),
    "B4-two-words": ("Bearer {} x", 400, REQUEST),
    "B4-line-end": ("Bearer {}\n", 400, REQUEST),
    "B4-form-feed": ("Bearer {}\x0c", 400, REQUEST),
    "B4-no-break-space": ("Bearer {}\xa0", 400, REQUEST),
    "B4-parameter": ('Bearer {}, realm="x"', 400, REQUEST),
    "B5-two-headers": ("Bearer {},Bearer {}", 400, REQUEST),
    "B5-two-headers-with-blank": ("Bearer {}, Bearer {}", 400, REQUEST),
    "B5-basic-first": ("Basic YWxpY2U6c2VjcmV0, Bearer {}", 400, REQUEST),
    "B5-basic-first-run-in": ("Basic YWxpY2U6c2VjcmV0,bearer {}", 400, REQUEST),
    "B4-invalid-token": ("Bearer x.y.z", 401, INVALID),
    "B4-not-a-token": ("Bearer null", 401, INVALID),
    "B4-one-megabyte": ("Bearer " + "x" * 1_000_000, 401, INVALID),
    "B4-two-schemes": ("Bearer Bearer {}", 400, REQUEST),
}


@pytest.mark.parametrize(("written", "status", "challenge"), HEADERS.values(), ids=HEADERS.keys())
def test_the_header_is_read_as_it_is_written(
    client: FlaskClient, token: Callable[..., str], written: str, status: int, challenge: str | None
) -> None:
    answer = client.get("/me", environ_overrides={"HTTP_AUTHORIZATION": written.replace("{}", token())})
    assert (answer.status_code, answer.headers.get("WWW-Authenticate")) == (status, challenge)


def test_no_header_is_asked_for_one(client: FlaskClient) -> None:
    answer = client.get("/me")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, BARE)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "query", ["access_token={}", "a=1&access_token={}", "access%5Ftoken={}", "%61ccess_token={}", "access_token"]
)
def test_a_token_in_the_query_is_refused(client: FlaskClient, token: Callable[..., str], query: str) -> None:
    answer = client.get("/me?" + query.format(token()))
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (400, REQUEST)


def test_a_token_in_header_and_query_is_two_ways(client: FlaskClient, good: dict[str, str]) -> None:
    answer = client.get("/me?access_token=x", headers=good)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (400, REQUEST)


def test_a_token_in_header_and_form_is_two_ways(client: FlaskClient, good: dict[str, str]) -> None:
    answer = client.post("/me", headers=good, data={"access_token": "x"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (400, REQUEST)


def test_an_ordinary_form_is_left_to_the_view(client: FlaskClient, good: dict[str, str]) -> None:
    assert client.post("/me", headers=good, data={"accessible": "yes", "b": "%41"}).status_code == 200


def test_a_token_in_a_form_alone_does_not_count(client: FlaskClient, token: Callable[..., str]) -> None:
    answer = client.post("/me", data={"access_token": token()})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, BARE)


def test_a_token_in_a_cookie_does_not_count(client: FlaskClient, token: Callable[..., str]) -> None:
    client.set_cookie("access_token", token())
    assert client.get("/me").status_code == 401


def test_head_is_refused_without_a_body(client: FlaskClient) -> None:
    answer = client.head("/me")
    assert (answer.status_code, answer.data, answer.headers["WWW-Authenticate"]) == (401, b"", BARE)


def test_what_is_issued_is_accepted(client: FlaskClient, guard: Guard) -> None:
    answer = client.get("/me", headers={"Authorization": "Bearer " + guard.issue("bob")})
    assert (answer.status_code, answer.text) == (200, "bob")


def test_what_was_verified_before_still_expires(client: FlaskClient, guard: Guard, clock: object) -> None:
    headers = {"Authorization": "Bearer " + guard.issue("bob", lifetime=timedelta(seconds=60))}
    asked = [client.get("/me", headers=headers).status_code]
    clock.now += 89.9  # type: ignore[attr-defined]  # the fixture's own class
    asked.append(client.get("/me", headers=headers).status_code)
    clock.now += 0.1  # type: ignore[attr-defined]  # the fixture's own class
    asked.append(client.get("/me", headers=headers).status_code)
    assert asked == [200, 200, 401]


def test_the_log_names_the_reason_and_not_the_token(
    client: FlaskClient, token: Callable[..., str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bearproof.guard")
    hostile = token(secret="another key", claims={"sub": "mallory"})
    client.get("/me", headers={"Authorization": "Bearer " + hostile})
    said = json.loads(caplog.records[-1].getMessage())
    assert (said["event"], said["reason"], said["status"], said["path"]) == ("refused", "wrong-signature", 401, "/me")
    assert said["token"].startswith("sha256:")
    assert [part for part in hostile.split(".") if part in caplog.text] == []


def test_no_sender_writes_a_line_of_the_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "bearproof.guard")
    client.get("/x%0A%7B%22event%22:%20%22fine%22%7D%E2%80%A8")
    assert [record.getMessage().isascii() for record in caplog.records] == [True] * len(caplog.records)
    assert [len(record.getMessage().splitlines()) for record in caplog.records] == [1] * len(caplog.records)
    assert caplog.records != []
