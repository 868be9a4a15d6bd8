"""Does any change to a good token, to its JSON or to the header around it get through, or make a 5xx?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

NOW = 1_700_000_000
GOOD: dict[str, Any] = {
    "iss": "https://api.example", "aud": "https://api.example", "sub": "alice", "client_id": "web", "jti": "1",
    "iat": NOW, "exp": NOW + 60,
}  # fmt: skip
REQUIRED = sorted(GOOD)
SIGNS = st.characters(min_codepoint=0, max_codepoint=255)
many = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def ask(client: FlaskClient, header: str) -> int:
    return client.get("/me", environ_overrides={"HTTP_AUTHORIZATION": header}).status_code


@given(data=st.data())
@many
def test_a_token_with_one_sign_changed_is_refused(
    client: FlaskClient, token: Callable[..., str], data: st.DataObject
) -> None:
    made = token()
    where = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(SIGNS)
    assume(other != made[where])
    assert ask(client, "Bearer " + made[:where] + other + made[where + 1 :]) in {400, 401}


@given(data=st.data())
@many
def test_a_token_with_a_piece_cut_out_or_put_in_is_refused(
    client: FlaskClient, token: Callable[..., str], data: st.DataObject
) -> None:
    made = token()
    start, end = sorted([data.draw(st.integers(0, len(made))), data.draw(st.integers(0, len(made)))])
    changed = made[:start] + data.draw(st.text(SIGNS, max_size=20)) + made[end:]
    # White space around the token belongs to the header; more than one blank before it is allowed.
    assume(changed.strip(" ") != made)
    assert ask(client, "Bearer " + changed) in {400, 401}


@given(header=st.text(SIGNS, max_size=60))
@many
def test_any_header_is_refused(client: FlaskClient, header: str) -> None:
    assert ask(client, header) in {400, 401}


@given(payload=st.binary(max_size=200))
@many
def test_any_payload_under_a_good_signature_is_refused(
    client: FlaskClient, token: Callable[..., str], payload: bytes
) -> None:
    assert ask(client, "Bearer " + token(raw_claims=payload)) == 401


@given(header=st.binary(max_size=100))
@many
def test_any_header_under_a_good_signature_is_refused(
    client: FlaskClient, token: Callable[..., str], header: bytes
) -> None:
    assert ask(client, "Bearer " + token(raw_header=header)) == 401


@given(name=st.sampled_from(REQUIRED), value=VALUES)
@many
def test_any_value_of_a_claim_is_judged(
    client: FlaskClient, token: Callable[..., str], name: str, value: object
) -> None:
    assert ask(client, "Bearer " + token(claims={name: value})) in {200, 401}


@given(name=st.sampled_from(["alg", "typ", "kid", "crit", "b64", "zip", "enc", "cty"]), value=VALUES)
@many
def test_any_value_in_the_token_header_is_refused(
    client: FlaskClient, token: Callable[..., str], name: str, value: object
) -> None:
    assume((name, value) != ("kid", None))
    assert ask(client, "Bearer " + token(header={name: value})) == 401


@given(extra=st.dictionaries(st.text(max_size=8), VALUES, max_size=4))
@many
def test_claims_that_nobody_knows_make_no_5xx(
    client: FlaskClient, token: Callable[..., str], extra: dict[str, Any]
) -> None:
    said = json.dumps({**extra, **GOOD}).encode()
    assert ask(client, "Bearer " + token(raw_claims=said)) in {200, 401}


@given(path=st.text(SIGNS, max_size=30), host=st.text(SIGNS, max_size=15))
@many
def test_any_path_on_any_host_makes_no_5xx(client: FlaskClient, good: dict[str, str], path: str, host: str) -> None:
    sent = {"PATH_INFO": "/" + path, "HTTP_HOST": host}
    asked = [client.get("/", environ_overrides=sent), client.get("/", environ_overrides=sent, headers=good)]
    assert [answer.status_code for answer in asked if answer.status_code >= 500] == []
    assert {answer.status_code for answer in asked} <= {200, 308, 400, 401, 404, 405}
