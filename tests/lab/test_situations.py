"""Is each situation of the vulnerable app real, and does the twin refuse the very same request?

Every payload is plain data: a dictionary or a list. None of them names a module or calls anything.
"""

from __future__ import annotations

import base64
import io
import json
import marshal
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

Mint = Callable[..., str]


ADMIN = {"name": "eve", "role": "admin", "is_admin": True}
PICKLED = base64.b64encode(pickle.dumps(ADMIN)).decode()
SAFE_PICKLED = base64.urlsafe_b64encode(pickle.dumps(ADMIN)).decode()
NO_TOKEN = "not-a-token"


@dataclass(frozen=True)
class Asked:
    """One request; `signed` says whether a member's good token goes with it, or a word that is none."""

    method: str
    path: str
    answer: Any
    refused: int
    signed: bool = True
    cookie: tuple[str, str] | None = None
    options: dict[str, Any] = field(default_factory=dict)


ATTACKS = {
    "profile-pickle": Asked(
        "GET", "/profile", {"name": "eve", "team": ["alice", "bob", "mona"]}, 401,
        signed=False, options={"query_string": {"data": PICKLED}},
    ),
    "profile-pickle-with-a-token": Asked(
        "GET", "/profile", {"name": "eve", "team": ["alice", "bob", "mona"]}, 422,
        options={"query_string": {"data": PICKLED}},
    ),
    "summary-header": Asked(
        "GET", "/reports/summary", {"scope": "all", "notes": 0}, 401,
        signed=False, options={"headers": {"X-Account": SAFE_PICKLED}},
    ),
    "export-form": Asked(
        "POST", "/reports/export", {"scope": "all", "rows": []}, 401,
        signed=False, options={"data": {"account": SAFE_PICKLED}},
    ),
    "recent-cookie": Asked(
        "GET", "/reports/recent", {"scope": "all", "titles": []}, 401, signed=False, cookie=("account", PICKLED),
    ),
    "backups-presence": Asked("GET", "/backups", {"notes": []}, 401, signed=False),
    "backups-marshal": Asked(
        "POST", "/backups/restore", {"restored": 1}, 401,
        signed=False, options={"data": marshal.dumps([("alice", "title", "text")])},
    ),
    "permissions-yaml": Asked(
        "PUT", "/permissions", {"name": "alice", "role": "admin"}, 403,
        options={"data": "permissions: ['members:write']\nmember: alice\nrole: admin\n"},
    ),
    "preferences-jsonpickle": Asked(
        "POST", "/preferences", {"theme": "dark", "features": ["themes", "administration"]}, 422,
        options={"json": {"theme": "dark", "state": json.dumps(ADMIN)}},
    ),
    "account-mass-assignment": Asked(
        "PATCH", "/account", {"name": "alice", "role": "admin", "nickname": ""}, 422,
        options={"json": {"role": "admin"}},
    ),
    "dashboard-merged": Asked(
        "GET", "/dashboard", {"name": "alice", "notes": 0}, 403, cookie=("dashboard_session", PICKLED),
    ),
    "moderation-query": Asked(
        "GET", "/moderation/queue", {"titles": []}, 403, options={"query_string": {"role": "moderator"}},
    ),
    "moderation-header": Asked(
        "GET", "/moderation/log", {"counts": {}}, 403, options={"headers": {"X-Role": "moderator"}},
    ),
    "moderation-body": Asked(
        "POST", "/moderation/purge", {"removed": 0}, 403, options={"json": {"is_admin": True, "title": "t"}},
    ),
    "notes-mass-assignment": Asked(
        "POST", "/notes", {"id": 1, "owner": "bob", "pinned": False, "text": "x", "title": "t"}, 422,
        options={"json": {"title": "t", "text": "x", "owner": "bob"}},
    ),
    "members-bfla": Asked("DELETE", "/admin/members/bob", None, 403),
}  # fmt: skip

#: Deny without the untrusted input: the token alone is not enough.
DENIED = {
    "dashboard": Asked("GET", "/dashboard", None, 403),
    "queue": Asked("GET", "/moderation/queue", None, 403),
    "log": Asked("GET", "/moderation/log", None, 403),
    "purge": Asked("POST", "/moderation/purge", None, 403, options={"json": {"title": "t"}}),
    "console": Asked("GET", "/session/console", None, 403),
    "team": Asked("GET", "/admin/members", None, 403),
}


def ask(app: Flask, asked: Asked, token: str) -> TestResponse:
    """Send a request with a token in a browser of its own."""
    client = app.test_client()
    if asked.cookie:
        client.set_cookie(*asked.cookie, domain="localhost")
    options = dict(asked.options)
    headers = {"Authorization": f"Bearer {token}"} | options.pop("headers", {})
    return client.open(asked.path, method=asked.method, headers=headers, base_url="https://localhost", **options)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("asked", ATTACKS.values(), ids=ATTACKS)
def test_vulnerable_app_grants_what_it_must_not(vulnerable: Flask, token: Mint, asked: Asked) -> None:
    answer = ask(vulnerable, asked, token() if asked.signed else NO_TOKEN)
    assert (answer.status_code // 100, answer.get_json(silent=True)) == (2, asked.answer)


@pytest.mark.parametrize("asked", ATTACKS.values(), ids=ATTACKS)
def test_twin_refuses_the_same_request(guarded: Flask, token: Mint, asked: Asked) -> None:
    answer = ask(guarded, asked, token() if asked.signed else NO_TOKEN)
    assert (answer.status_code, answer.mimetype) == (asked.refused, "application/problem+json")


@pytest.mark.parametrize("asked", DENIED.values(), ids=DENIED)
def test_member_alone_is_denied_by_both(vulnerable: Flask, guarded: Flask, token: Mint, asked: Asked) -> None:
    answers = [ask(app, asked, token()).status_code for app in (vulnerable, guarded)]
    assert answers == [403, 403]


def test_attachment_is_unpickled_by_another_route(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    card = pickle.dumps({"title": "planted", "color": "green"})
    client = vulnerable.test_client()
    stored = client.post("/attachments", data={"card": (io.BytesIO(card), "card.bin")}, headers=bearer(token()))
    shown = client.get(f"/attachments/{stored.get_json()['id']}", headers=bearer(token()))
    assert shown.get_json() == {"id": 1, "title": "planted", "color": "green"}
    refused = guarded.test_client().post(
        "/attachments", data={"card": (io.BytesIO(card), "card.bin")}, headers=bearer(token())
    )
    assert refused.status_code == 422


def test_cached_session_overrides_the_claims(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    headers = bearer(token()) | {"X-Session": "s1"}
    client, other = vulnerable.test_client(), guarded.test_client()
    assert client.get("/desk", headers=headers).get_json() == {"name": "alice", "layout": "list"}
    assert client.put("/desk/state", json={"role": "admin"}, headers=headers).status_code == 204
    assert client.get("/desk", headers=headers).get_json() == {"name": "alice", "layout": "list", "titles": []}
    assert other.put("/desk/state", json={"role": "admin"}, headers=headers).status_code == 422
    assert other.get("/desk", headers=headers).get_json() == {"name": "alice", "layout": "list"}


def test_session_filled_by_the_client_decides(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    client, other = vulnerable.test_client(), guarded.test_client()
    headers = bearer(token())
    assert client.post("/session/settings", json={"role": "admin"}, headers=headers).status_code == 204
    assert client.get("/session/console", headers=headers).get_json() == {"theme": "light", "members": 3}
    assert other.post("/session/settings", json={"role": "admin"}, headers=headers).status_code == 422
    assert other.get("/session/console", headers=headers).status_code == 403


def test_twin_forgets_the_session_of_another_token(guarded: Flask, token: Mint) -> None:
    client, mona = guarded.test_client(), token("mona", "admin")
    kept = client.post("/session/settings", json={"theme": "dark"}, headers=bearer(mona), base_url="https://localhost")
    assert kept.status_code == 204
    same = client.get("/session/console", headers=bearer(mona), base_url="https://localhost")
    later = token("mona", "admin", jti="another")
    other = client.get("/session/console", headers=bearer(later), base_url="https://localhost")
    assert (same.get_json()["theme"], other.get_json()["theme"]) == ("dark", "light")


def test_note_of_another_member_can_be_read(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    written = {"title": "private", "text": "alice's"}
    client, other = vulnerable.test_client(), guarded.test_client()
    client.post("/notes", json=written, headers=bearer(token("alice")))
    other.post("/notes", json=written, headers=bearer(token("alice")))
    assert client.get("/notes/1", headers=bearer(token("bob"))).get_json()["text"] == "alice's"
    assert other.get("/notes/1", headers=bearer(token("alice"))).get_json()["text"] == "alice's"
    assert other.get("/notes/1", headers=bearer(token("bob"))).status_code == 404
    assert other.delete("/notes/1", headers=bearer(token("bob"))).status_code == 404


def test_note_can_be_given_another_owner(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    written = {"title": "t", "text": "x"}
    client, other = vulnerable.test_client(), guarded.test_client()
    client.post("/notes", json=written, headers=bearer(token()))
    other.post("/notes", json=written, headers=bearer(token()))
    assert client.patch("/notes/1", json={"owner": "bob"}, headers=bearer(token())).get_json()["owner"] == "bob"
    assert other.patch("/notes/1", json={"owner": "bob"}, headers=bearer(token())).status_code == 422


def test_changed_role_comes_back_at_login(vulnerable: Flask) -> None:
    client = vulnerable.test_client()
    first = client.post("/login", json={"name": "alice", "password": "apple"}).get_json()["token"]
    assert client.get("/admin/members", headers=bearer(first)).status_code == 403
    client.patch("/account", json={"role": "admin"}, headers=bearer(first))
    second = client.post("/login", json={"name": "alice", "password": "apple"}).get_json()["token"]
    assert client.get("/admin/members", headers=bearer(second)).status_code == 200
