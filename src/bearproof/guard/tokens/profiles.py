"""How does this issuer write its access tokens? By RFC 9068, or in an older way that has to be spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bearproof.guard.misuse import GuardMisuse

from .refusals import TokenRefused

#: What only other kinds of token say: ID tokens (OpenID Connect s2, s3.3.2.11) and security events (RFC 8417).
_OTHER_KINDS = ("nonce", "at_hash", "c_hash", "s_hash", "events")
_STRICT = frozenset({"at+jwt"})
_MAY_LACK = frozenset({"client_id", "jti"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The way in which one issuer writes access tokens. `Profile()` is RFC 9068, and asks for all that it asks for.

    `client` and `scope` name the claims that hold the client and the scopes. What accepts less than RFC 9068 is said by
    `accepting_plain_jwt` alone, so that it can be found: `types` are the accepted values of `typ`, in lower case and
    without "application/", an empty one for none; `may_lack` those of client_id and jti that may be absent; and `says`
    what an access token of this issuer says and its other tokens do not.
    """

    client: str = "client_id"
    scope: str = "scope"
    types: frozenset[str] = field(default=_STRICT, init=False)
    may_lack: frozenset[str] = field(default=frozenset(), init=False)
    says: tuple[tuple[str, str], ...] = field(default=(), init=False)

    @classmethod
    def accepting_plain_jwt(
        cls,
        *,
        says: Mapping[str, str] | None = None,
        client: str = "client_id",
        scope: str = "scope",
        may_lack: Iterable[str] = (),
        untyped: bool = False,
    ) -> Profile:
        """For issuers that type access tokens as `JWT`, or with `untyped` not at all.

        Such a token can be told from an ID token of the same issuer only by what it says. Name that in `says`, for
        example {"token_use": "access"}; without it, tokens whose audience is their own client are refused.
        """
        lacking = frozenset((may_lack,) if isinstance(may_lack, str) else may_lack)
        if not lacking <= _MAY_LACK:
            raise GuardMisuse(f"only {' and '.join(sorted(_MAY_LACK))} may be lacking")
        if "client_id" in lacking and not says:
            raise GuardMisuse("without a client, nothing tells the token from an ID token", advice="name it in `says`")
        types = frozenset({"at+jwt", "jwt", *([""] if untyped else [])})
        made = cls(client, scope)
        for name, value in {"types": types, "may_lack": lacking, "says": tuple((says or {}).items())}.items():
            object.__setattr__(made, name, value)
        return made

    @property
    def strict(self) -> bool:
        """The type alone says that it is an access token."""
        return self.types == _STRICT


def right_type(typ: object, profile: Profile) -> None:
    """Refuse what is not typed as an access token: an ID token has the same issuer, key and shape (RFC 9068 s4)."""
    if typ is None:
        typ = ""
    elif typ.__class__ is str and typ in profile.types:
        return
    if not isinstance(typ, str) or typ.lower().removeprefix("application/") not in profile.types or typ.endswith("/"):
        raise TokenRefused("wrong-type")


def an_access_token(said: Mapping[str, object], profile: Profile) -> None:
    """Refuse other kinds of token of an issuer whose types do not tell them apart (RFC 8725 s3.12)."""
    if profile.says and any(said.get(name) != value for name, value in profile.says):
        raise TokenRefused("not-an-access-token")
    if profile.types == _STRICT:
        return
    if any(name in said for name in _OTHER_KINDS):
        raise TokenRefused("not-an-access-token")
    if not profile.says:
        not_for_its_own_client(said, profile)


def not_for_its_own_client(said: Mapping[str, object], profile: Profile) -> None:
    """Refuse a token that is meant for the client that holds it, as ID tokens are."""
    aud = said.get("aud")
    clients = {str(said[name]) for name in (profile.client, "azp", "client_id") if name in said}
    if clients & {str(each) for each in (aud if isinstance(aud, list) else [aud])}:
        raise TokenRefused("not-an-access-token")
