"""Does anything that an issuer may publish, or a token may say, end in more than a refusal?"""

from __future__ import annotations

import contextlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from bearproof.guard import Profile
from bearproof.guard.jwks.fetching import NotFetched
from bearproof.guard.jwks.key_set import usable
from bearproof.guard.tokens import keys as ring
from bearproof.guard.tokens.claims import Claims, Expectations, claims, right_header
from bearproof.guard.tokens.compact import Compact, take_apart
from bearproof.guard.tokens.refusals import TokenRefused

NOW = 1_700_000_000
many = settings(max_examples=300)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS: list[dict[str, Any]] = [
    json.loads(RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 2048).public_key())),
    json.loads(ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()).public_key())),
]
MEMBERS = ["kty", "kid", "alg", "use", "key_ops", "n", "e", "crv", "x", "y", "d"]
PROFILES = [
    Profile(),
    Profile.accepting_plain_jwt(client="azp", scope="scp", may_lack=["jti"], untyped=True),
    Profile.accepting_plain_jwt(says={"token_use": "access"}, may_lack=["jti", "client_id"]),
]
GOOD = {"iss": "i", "aud": "a", "sub": "s", "client_id": "c", "azp": "c", "jti": "j", "iat": NOW, "exp": NOW + 60}
NAMES = [*GOOD, "scope", "scp", "roles", "nbf", "cnf", "nonce", "token_use", "events"]


@given(key=st.sampled_from(KEYS), changed=st.dictionaries(st.sampled_from(MEMBERS), JSON, min_size=1, max_size=3))
@many
def test_any_key_is_used_or_left_out(key: dict[str, Any], changed: dict[str, Any]) -> None:
    found = usable({"keys": [key | changed]}, ("RS256", "ES256", "Ed25519"))
    assert [each.alg for each in found] in [[], ["RS256"], ["ES256"]]


@given(document=st.dictionaries(st.sampled_from(["keys", "x"]), JSON, max_size=2))
@many
def test_any_document_is_a_key_set_or_none(document: dict[str, Any]) -> None:
    with contextlib.suppress(NotFetched):
        assert usable(document, ("RS256",)) == ()


@given(profile=st.sampled_from(PROFILES), changed=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=3))
@many
def test_any_claims_are_typed_or_refused(profile: Profile, changed: dict[str, Any]) -> None:
    with contextlib.suppress(TokenRefused):
        made = claims(GOOD | changed, Expectations("i", "a", profile=profile), NOW)
        assert isinstance(made, Claims)
        assert (made.issuer, bool(made.subject), "cnf" in made.all) == ("i", True, False)


@given(header=st.dictionaries(st.sampled_from(["typ", "alg", "kid", "crit", "zip", "cty"]), JSON, max_size=4))
@many
def test_any_header_is_right_or_refused(header: dict[str, Any]) -> None:
    with contextlib.suppress(TokenRefused):
        right_header(header, PROFILES[1])
        ring.kid(header)
        assert not {"crit", "zip", "cty"} & header.keys()


@given(text=st.text(st.characters(min_codepoint=0, max_codepoint=300), max_size=60) | st.from_regex(r"[\w.\-]{0,40}"))
@many
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    with contextlib.suppress(TokenRefused):
        assert isinstance(take_apart(text), Compact)
        assert text.isascii()
