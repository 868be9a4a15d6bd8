"""Does the app take a token that nobody signed? Tokens of known claims, with a signature that cannot be right."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping

from bearproof.findings import Evidence, Finding
from bearproof.probe.answer import Verdict
from bearproof.probe.identity import NOBODY, Identity, forged
from bearproof.probe.target import Target
from bearproof.probe.writing import composing

_LIFETIME = 600
_PARTS = 3


def unsigned_accepted(target: Target, finding: Finding) -> Evidence | None:
    """A token with `alg: none` and no signature is allowed, where a credential that is no token is denied."""
    return _accepted(target, finding, {"alg": "none", "typ": "JWT"}, signed=False)


def badly_signed_accepted(target: Target, finding: Finding) -> Evidence | None:
    """A token whose signature is a random word is allowed, where a credential that is no token is denied."""
    return _accepted(target, finding, {"alg": "HS256", "typ": "JWT"}, signed=True)


def _accepted(target: Target, finding: Finding, header: Mapping[str, str], *, signed: bool) -> Evidence | None:
    operation = target.operation(finding.operation)
    if operation is None:
        return None
    request = composing.compose(operation)
    refused, nobody = target.ask(request, forged(target.nonce())), target.ask(request, NOBODY)
    if refused.answer.verdict is not Verdict.DENY or nobody.answer.verdict is Verdict.ALLOW:
        # Any text, or none, opens this route: whether a token is verified is not what decides. A fault decides nothing.
        return None
    for claims in _claims(target, finding):
        signature = _part(target.nonce().encode()) if signed else ""
        token = f"{_part(_json(header))}.{_part(_json(claims))}.{signature}"
        who = Identity("a forged token", token, genuine=False)
        asked, again = target.ask(request, who), target.ask(request, who)
        still = target.ask(request, refused.who).answer.verdict is Verdict.DENY
        if still and {asked.answer.verdict, again.answer.verdict} == {Verdict.ALLOW}:
            kind = "whose signature is a random word" if signed else "with `alg: none` and no signature"
            statuses = asked.answer.status, refused.answer.status
            summary = f"a token {kind} was accepted ({statuses[0]}); text that is no token is not ({statuses[1]})"
            shown = {"request": target.shown(asked), "control": target.shown(refused), "claims": json.dumps(claims)}
            return Evidence("forged-token-accepted", summary, shown)
    return None


def _claims(target: Target, finding: Finding) -> Iterator[Mapping[str, object]]:
    """The claims of the tokens that we were given, or those that most apps want, with what the source asks of them."""
    wanted = {field.keys[0]: field.values[0] for field in finding.fields if len(field.keys) == 1 and field.values}
    known = [claims for claims in (_read(identity.token) for identity in target.identities) if claims]
    now = int(target.clock())
    usual = {"sub": "1", "iat": now, "nbf": now, "exp": now + _LIFETIME, "jti": target.nonce()}
    for claims in (*known, usual):
        yield claims
        if wanted:
            yield {**claims, **wanted}


def _read(token: str) -> dict[str, object] | None:
    parts = token.split(".")
    if len(parts) != _PARTS:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return None
    return claims if isinstance(claims, dict) else None


def _json(value: Mapping[str, object] | Mapping[str, str]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
