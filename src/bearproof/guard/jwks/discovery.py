"""Where does this issuer publish its keys? As its metadata say: OpenID Connect Discovery, else RFC 8414."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .fetching import Fetching, NotFetched, right_address

#: Answers with the JSON object at an address, or raises NotFetched.
Document = Callable[[str, Fetching], Mapping[str, object]]


def places(issuer: str, *, insecure_loopback_http: bool) -> tuple[str, str]:
    """Where the metadata may be. One appends to the issuer's path, the other puts its own in front of it."""
    parts = right_address(issuer, insecure_loopback_http=insecure_loopback_http)
    if parts.query:
        raise NotFetched("bad-address")
    root, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    return f"{root}{path}/.well-known/openid-configuration", f"{root}/.well-known/oauth-authorization-server{path}"


def key_set(issuer: str, document: Document, how: Fetching) -> str:
    """The address of the issuer's key set."""
    first, second = places(issuer, insecure_loopback_http=how.insecure_loopback_http)
    try:
        metadata = document(first, how)
    except NotFetched as problem:
        if problem.reason != "bad-status":
            raise
        metadata = document(second, how)
    # Metadata in another's name would bring another's keys (RFC 8414 s3.3).
    if metadata.get("issuer") != issuer:
        raise NotFetched("wrong-issuer")
    address = metadata.get("jwks_uri")
    if not isinstance(address, str):
        raise NotFetched("no-jwks-uri")
    # Whether it may be asked, `document` looks at.
    return address
