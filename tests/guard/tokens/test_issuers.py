"""Does each issuer's token count by its own rules, and by nobody else's?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from bearproof.guard import Claims, Guard, GuardMisuse, Profile, PublicKey, SecretKey, TrustedIssuer

NOW = 1_700_000_000
AUDIENCE = "https://api.example"
ONE, TWO = "https://one.example", "https://two.example"
KEYS: dict[str, Any] = {ONE: ec.generate_private_key(ec.SECP256R1()), TWO: rsa.generate_private_key(65537, 2048)}
ALGORITHMS = {ONE: "ES256", TWO: "RS256"}
SECRET = bytes(range(100, 200))


def public(issuer: str, kid: str = "k") -> PublicKey:
    pem = KEYS[issuer].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return PublicKey.from_pem(pem, alg=ALGORITHMS[issuer], kid=kid)


def signed(
    issuer: str,
    *,
    by: str = "",
    without: tuple[str, ...] = (),
    typ: str | None = "at+jwt",
    **claims: Any,  # noqa: ANN401  # any claim
) -> str:
    said = {
        "iss": issuer, "aud": AUDIENCE, "sub": "alice", "client_id": "web", "jti": "1", "iat": NOW, "exp": NOW + 60,
    } | claims  # fmt: skip
    said = {name: value for name, value in said.items() if name not in without}
    headers = {"typ": typ, "kid": "k"}
    return jwt.encode(said, KEYS[by or issuer], algorithm=ALGORITHMS[by or issuer], headers=headers)


def asker(*issuers: TrustedIssuer) -> Callable[[str], int]:
    guard = Guard(issuer=issuers, audience=AUDIENCE, tripwire="off", clock=lambda: NOW)
    app = Flask(__name__)

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    guard.init_app(app)
    return lambda token: app.test_client().get("/me", headers={"Authorization": "Bearer " + token}).status_code


BOTH = (TrustedIssuer(ONE, keys=[public(ONE)]), TrustedIssuer(TWO, keys=[public(TWO)], audience="https://two"))


def test_each_issuers_token_counts_for_its_own_audience() -> None:
    ask = asker(*BOTH)
    assert [ask(signed(ONE)), ask(signed(TWO, aud="https://two"))] == [200, 200]
    assert [ask(signed(ONE, aud="https://two")), ask(signed(TWO))] == [401, 401]


HOSTILE = {
    "J13-signed-by-the-other": signed(ONE, by=TWO),
    "J13-the-other-way": signed(TWO, by=ONE, aud="https://two"),
    "A2-somebody-else": signed("https://three.example", by=ONE),
    "A2-no-issuer": signed(ONE, without=("iss",)),
    "A2-slash": signed(ONE + "/", by=ONE),
    "A2-case": signed(ONE.upper(), by=ONE),
    "A5-expired": signed(ONE, exp=NOW - 31, iat=NOW - 100),
}


@pytest.mark.parametrize("token", HOSTILE.values(), ids=HOSTILE.keys())
def test_one_issuer_does_not_speak_for_another(token: str) -> None:
    assert asker(*BOTH)(token) == 401


def test_a_list_for_an_issuer_is_refused(token: Callable[..., str]) -> None:
    ask = asker(*BOTH)
    made = token(claims={"iss": [ONE]}, header={"kid": "k"})
    assert ask(made) == 401


def test_an_issuer_with_a_secret_stands_beside_one_with_a_public_key(token: Callable[..., str]) -> None:
    ask = asker(TrustedIssuer(AUDIENCE, keys=[SecretKey(SECRET, alg="HS512")]), BOTH[0])
    mine = {"iss": AUDIENCE, "aud": AUDIENCE, "sub": "a", "client_id": "c", "jti": "1", "iat": NOW, "exp": NOW + 9}
    made = jwt.encode(mine, SECRET, algorithm="HS512", headers={"typ": "at+jwt"})
    assert [ask(made), ask(signed(ONE)), ask(token())] == [200, 200, 401]


def test_j2_the_others_public_key_is_no_secret() -> None:
    pem = KEYS[ONE].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = signed(ONE).split(".")
    header = jwt.utils.base64url_encode(b'{"alg":"HS256","typ":"at+jwt","kid":"k"}').decode()
    signature = jwt.get_algorithm_by_name("HS256").sign(f"{header}.{parts[1]}".encode(), pem)
    made = f"{header}.{parts[1]}.{jwt.utils.base64url_encode(signature).decode()}"
    assert asker(*BOTH)(made) == 401


# --- issuers that do not write as RFC 9068 says

PLAIN = Profile.accepting_plain_jwt(client="azp", may_lack=["jti"])
MARKED = Profile.accepting_plain_jwt(says={"token_use": "access"})
UNTYPED = Profile.accepting_plain_jwt(untyped=True, client="cid", scope="scp", may_lack=["jti"])
CLIENTLESS = Profile.accepting_plain_jwt(says={"use": "access"}, untyped=True, scope="scp", may_lack=["client_id"])


def with_profile(profile: Profile) -> Callable[[str], int]:
    return asker(TrustedIssuer(ONE, keys=[public(ONE)], profile=profile))


ACCEPTED = {
    "plain": (PLAIN, signed(ONE, typ="JWT", azp="web", without=("client_id",))),
    "plain-without-jti": (PLAIN, signed(ONE, typ="JWT", azp="web", without=("client_id", "jti"))),
    "plain-lower-case": (PLAIN, signed(ONE, typ="jwt", azp="web")),
    "J17-application": (PLAIN, signed(ONE, typ="application/JWT", azp="web")),
    "plain-but-typed": (PLAIN, signed(ONE, azp="web")),
    "marked": (MARKED, signed(ONE, typ="JWT", token_use="access")),
    "marked-for-its-own-client": (MARKED, signed(ONE, typ="JWT", token_use="access", client_id=AUDIENCE)),
    "untyped": (UNTYPED, signed(ONE, typ=None, cid="web", scp=["read", "write"])),
    "untyped-client-absent": (CLIENTLESS, signed(ONE, typ=None, use="access", without=("client_id",))),
}


@pytest.mark.parametrize(("profile", "token"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_profile_accepts_what_its_issuer_writes(profile: Profile, token: str) -> None:
    assert with_profile(profile)(token) == 200


def azp(**claims: Any) -> str:  # noqa: ANN401  # any claim
    return signed(ONE, typ="JWT", **({"azp": "web"} | claims))


REFUSED = {
    "A1-plain-without-a-profile": (Profile(), signed(ONE, typ="JWT")),
    "A1-untyped-without-a-profile": (Profile(), signed(ONE, typ=None)),
    "A1-untyped-is-asked-for-apart": (PLAIN, signed(ONE, typ=None, azp="web")),
    "J17-empty-type": (PLAIN, signed(ONE, typ="", azp="web")),
    "J17-application-and-nothing": (UNTYPED, signed(ONE, typ="application/", cid="web")),
    "J17-another-type": (PLAIN, signed(ONE, typ="logout+jwt", azp="web")),
    "J17-dpop": (UNTYPED, signed(ONE, typ="dpop+jwt")),
    "J18-nonce": (PLAIN, azp(nonce="n")),
    "J18-at-hash": (PLAIN, azp(at_hash="x")),
    "J18-c-hash": (PLAIN, azp(c_hash="x")),
    "J18-event": (PLAIN, azp(events={})),
    "J18-for-its-own-client": (PLAIN, azp(azp=AUDIENCE)),
    "J18-for-its-own-client-among-others": (PLAIN, azp(aud=["x", AUDIENCE], azp="x")),
    "J18-client-id-beside-azp": (PLAIN, azp(client_id=AUDIENCE)),
    "J18-not-marked": (MARKED, signed(ONE, typ="JWT")),
    "J18-marked-as-another": (MARKED, signed(ONE, typ="JWT", token_use="id")),
    "J18-mark-in-a-list": (MARKED, signed(ONE, typ="JWT", token_use=["access"])),
    "client-absent": (PLAIN, signed(ONE, typ="JWT")),
    "client-absent-untyped": (UNTYPED, signed(ONE, typ=None, scp="read")),
    "J18-client-absent-and-not-marked": (CLIENTLESS, signed(ONE, typ=None, without=("client_id",))),
    "client-empty": (PLAIN, azp(azp="")),
    "jti-absent": (MARKED, signed(ONE, typ="JWT", token_use="access", without=("jti",))),
    "jti-of-another-kind": (PLAIN, azp(jti=7)),
    "jti-null": (PLAIN, azp(jti=None)),
    "subject-absent": (PLAIN, signed(ONE, typ="JWT", azp="web", without=("sub",))),
    "scope-words-in-one-item": (UNTYPED, signed(ONE, typ=None, scp=["read write"])),
    "scope-number-in-a-list": (UNTYPED, signed(ONE, typ=None, scp=[1])),
    "scope-list-without-a-profile": (Profile(), signed(ONE, scope=["read"])),
    "cnf": (PLAIN, azp(cnf={"jkt": "x"})),
}


@pytest.mark.parametrize(("profile", "token"), REFUSED.values(), ids=REFUSED.keys())
def test_a_profile_refuses_what_its_issuer_does_not_write(profile: Profile, token: str) -> None:
    assert with_profile(profile)(token) == 401


def test_claims_are_read_by_the_names_of_the_profile() -> None:
    issuer = TrustedIssuer(ONE, keys=[public(ONE)], profile=UNTYPED)
    guard = Guard(issuer=issuer, audience=AUDIENCE, tripwire="off", clock=lambda: NOW)
    claims = guard._verifier.verify(signed(ONE, typ=None, cid="web", scp=["read", "write"], without=("jti",)))  # noqa: SLF001  # types alone
    assert (claims.client_id, claims.token_id, claims.scopes) == ("web", "", {"read", "write"})


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: TrustedIssuer(ONE, keys=[public(ONE)], jwks="https://one.example/keys"),
        lambda: TrustedIssuer(ONE, algorithms="RS256"),
        lambda: TrustedIssuer(ONE, algorithms=[]),
        lambda: TrustedIssuer(ONE, algorithms=["RS256", "none"]),
        lambda: TrustedIssuer(ONE, algorithms=["HS256"]),
        lambda: Profile.accepting_plain_jwt(may_lack=["exp"]),
        lambda: Profile.accepting_plain_jwt(may_lack=["client_id"]),
        lambda: Guard(issuer=[], audience=AUDIENCE, tripwire="off"),
        lambda: Guard(issuer=[BOTH[0], BOTH[0]], audience=AUDIENCE, tripwire="off"),
        lambda: Guard(issuer=BOTH, keys=[public(ONE)], audience=AUDIENCE, tripwire="off"),
    ],
)
def test_an_issuer_that_makes_no_sense_is_refused_at_start(wrong: Callable[[], object]) -> None:
    with pytest.raises(GuardMisuse):
        wrong()


@pytest.mark.parametrize("name", ["types", "may_lack", "says"])
def test_less_than_rfc_9068_has_a_name_of_its_own(name: str) -> None:
    with pytest.raises(TypeError, match="unexpected keyword"):
        Profile(**{name: frozenset({"jwt"})})
