"""Are the words of the catalog written the way they are looked up?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.catalog import tokens, words

TABLES = [
    words.FLAG_KEYS,
    words.PRIVILEGE_KEYS,
    words.IDENTITY_KEYS,
    words.PRIVILEGE_VALUES,
    words.CREDENTIALS,
]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("isAdmin", "isadmin"), ("is_admin", "isadmin"), ("X-User-Id", "xuserid"), ("admin:write", "admin:write")],
)
def test_keys_read_alike_whatever_their_style(key: str, expected: str) -> None:
    assert words.plain(key) == expected


@given(st.text())
def test_a_plain_key_is_plain_already(key: str) -> None:
    once = words.plain(key)
    assert words.plain(once) == once


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_found_by_plain_keys(table: frozenset[str]) -> None:
    assert table
    assert {words.plain(word) for word in table} == table


def test_no_key_names_both_a_privilege_and_an_identity() -> None:
    assert words.PRIVILEGE_KEYS.isdisjoint(words.IDENTITY_KEYS)


def test_a_flag_is_a_privilege() -> None:
    assert words.FLAG_KEYS < words.PRIVILEGE_KEYS


@pytest.mark.parametrize("key", ["role", "isAdmin", "is_admin", "scopes", "permissions", "access_level", "is_staff"])
def test_privileges_are_known(key: str) -> None:
    assert words.plain(key) in words.PRIVILEGE_KEYS


@pytest.mark.parametrize("key", ["user_id", "userId", "sub", "tenant", "org_id", "owner_id", "X-User-Id"])
def test_identities_are_known(key: str) -> None:
    assert words.plain(key) in words.IDENTITY_KEYS


@pytest.mark.parametrize("key", ["title", "status", "page", "name", "id", "type", "q"])
def test_everyday_keys_mean_neither(key: str) -> None:
    assert words.plain(key) not in words.PRIVILEGE_KEYS | words.IDENTITY_KEYS


@pytest.mark.parametrize("name", ["Authorization", "X-API-Key", "x-auth-token", "access_token"])
def test_credentials_are_known(name: str) -> None:
    assert words.plain(name) in words.CREDENTIALS


def test_only_two_answers_refuse() -> None:
    assert frozenset({401, 403}) == words.REFUSING_STATUSES
    assert set(words.REFUSING_CALLS.values()) == {0, 401, 403}


def test_a_header_reader_is_a_token_call_that_does_not_verify() -> None:
    unverified = {row.call for row in tokens.TOKEN_CALLS if not row.verified}
    assert unverified >= words.HEADER_READERS
