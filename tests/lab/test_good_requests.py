"""Does a good request with a good token get the same answer from both apps?"""

from __future__ import annotations

import io
import json
import marshal
import pickle
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from flask import Flask

Mint = Callable[..., str]
Good = tuple[str, str, str, dict[str, str] | None, int]


#: Method, path, role of the caller, JSON body, answer.
GOOD: list[Good] = [
    ("GET", "/profile", "member", None, 200),
    ("GET", "/reports/summary", "member", None, 200),
    ("POST", "/reports/export", "member", None, 200),
    ("GET", "/reports/recent", "member", None, 200),
    ("GET", "/backups", "admin", None, 200),
    ("GET", "/permissions", "member", None, 200),
    ("POST", "/preferences", "member", {"theme": "dark"}, 200),
    ("PATCH", "/account", "member", {"nickname": "al"}, 200),
    ("GET", "/dashboard", "admin", None, 200),
    ("PUT", "/desk/state", "member", {"layout": "grid"}, 204),
    ("GET", "/desk", "member", None, 200),
    ("POST", "/session/settings", "member", {"theme": "dark"}, 204),
    ("GET", "/session/console", "admin", None, 200),
    ("POST", "/notes", "member", {"title": "t", "text": "x"}, 201),
    ("GET", "/notes", "member", None, 200),
    ("GET", "/admin/members", "admin", None, 200),
    ("GET", "/admin/members/bob", "admin", None, 200),
    ("DELETE", "/admin/members/bob", "admin", None, 204),
    ("GET", "/partner/feed", "member", None, 200),
    ("GET", "/partner/imports", "member", None, 200),
    ("GET", "/partner/ledger", "member", None, 200),
    ("GET", "/partner/roster", "member", None, 200),
]


@pytest.mark.parametrize("good", GOOD, ids=[f"{method} {path}" for method, path, *_ in GOOD])
def test_both_answer_a_good_request(vulnerable: Flask, guarded: Flask, token: Mint, good: Good) -> None:
    method, path, role, body, status = good
    headers = {"Authorization": f"Bearer {token('alice', role)}"}
    answers = [app.test_client().open(path, method=method, json=body, headers=headers) for app in (vulnerable, guarded)]
    assert [answer.status_code for answer in answers] == [status, status]


def test_both_take_a_token_that_the_partner_signed(
    vulnerable: Flask, guarded: Flask, token: Mint, partner_key: RSAPrivateKey
) -> None:
    headers = {"Authorization": f"Bearer {token(key=partner_key, alg='RS256')}"}
    answers = [app.test_client().get("/partner/orders", headers=headers).get_json() for app in (vulnerable, guarded)]
    assert answers == [{"owner": "alice", "titles": []}] * 2


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
def test_both_serve_the_bookkeeping_with_their_own_key(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    old = {"Authorization": f"Bearer {token(key='invoices-2019')}"}
    new = {"Authorization": f"Bearer {token()}"}
    assert vulnerable.test_client().get("/partner/invoices", headers=old).status_code == 200
    assert guarded.test_client().get("/partner/invoices", headers=new).status_code == 200


def test_both_let_staff_moderate_where_the_wire_format_differs(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    headers = {"Authorization": f"Bearer {token('mona', 'moderator')}"}
    old, new = vulnerable.test_client(), guarded.test_client()
    assert old.get("/moderation/queue?role=moderator", headers=headers).status_code == 200
    assert new.get("/moderation/queue", headers=headers).status_code == 200
    assert new.get("/moderation/log", headers=headers).status_code == 200
    assert new.post("/moderation/purge", json={"title": "t"}, headers=headers).get_json() == {"removed": 0}


def test_both_grant_a_role_where_the_wire_format_differs(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    headers = {"Authorization": f"Bearer {token('mona', 'admin')}"}
    grant = {"member": "bob", "role": "moderator"}
    old = vulnerable.test_client().put("/permissions", json=grant | {"permissions": ["members:write"]}, headers=headers)
    new = guarded.test_client().put("/permissions", json=grant, headers=headers)
    assert [old.get_json(), new.get_json()] == [{"name": "bob", "role": "moderator"}] * 2


def test_both_restore_a_backup_where_the_wire_format_differs(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    headers = {"Authorization": f"Bearer {token('mona', 'admin')}"}
    rows = marshal.dumps([("alice", "t", "x")])
    old = vulnerable.test_client().post("/backups/restore", data=rows, headers=headers)
    notes = [{"owner": "alice", "title": "t", "text": "x"}]
    new = guarded.test_client().post("/backups/restore", json={"notes": notes}, headers=headers)
    assert [old.get_json(), new.get_json()] == [{"restored": 1}] * 2


def test_both_show_an_uploaded_card_where_the_wire_format_differs(
    vulnerable: Flask, guarded: Flask, token: Mint
) -> None:
    headers, card = {"Authorization": f"Bearer {token()}"}, {"title": "t", "color": "green"}
    old, new = vulnerable.test_client(), guarded.test_client()
    old.post("/attachments", data={"card": (io.BytesIO(pickle.dumps(card)), "card")}, headers=headers)
    new.post("/attachments", data={"card": (io.BytesIO(json.dumps(card).encode()), "card")}, headers=headers)
    answers = [client.get("/attachments/1", headers=headers).get_json() for client in (old, new)]
    assert answers == [{"id": 1, **card}] * 2


def test_both_let_an_author_change_and_remove_a_note(vulnerable: Flask, guarded: Flask, token: Mint) -> None:
    headers = {"Authorization": f"Bearer {token()}"}
    clients = [vulnerable.test_client(), guarded.test_client()]
    written = [client.post("/notes", json={"title": "t", "text": "x"}, headers=headers) for client in clients]
    changed = [client.patch("/notes/1", json={"title": "u"}, headers=headers).get_json() for client in clients]
    removed = [client.delete("/notes/1", headers=headers).status_code for client in clients]
    assert [answer.get_json()["id"] for answer in written] == [1, 1]
    assert [note["title"] for note in changed] == ["u", "u"]
    assert removed == [204, 204]


def test_both_issue_a_token_at_login_that_opens_a_route(vulnerable: Flask, guarded: Flask) -> None:
    clients = [vulnerable.test_client(), guarded.test_client()]
    tokens = [c.post("/login", json={"name": "bob", "password": "banana"}).get_json()["token"] for c in clients]
    names = [
        client.get("/permissions", headers={"Authorization": f"Bearer {text}"}).get_json()["name"]
        for client, text in zip(clients, tokens, strict=True)
    ]
    assert names == ["bob", "bob"]


def test_both_stop_answering_after_five_wrong_passwords(vulnerable: Flask, guarded: Flask) -> None:
    clients = [vulnerable.test_client(), guarded.test_client()]
    wrong = [c.post("/login", json={"name": "bob", "password": "x"}).status_code for c in clients for _ in range(5)]
    right = [c.post("/login", json={"name": "bob", "password": "banana"}).status_code for c in clients]
    assert wrong == [401] * 10
    assert right == [401, 401]
