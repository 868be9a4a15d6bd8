"""Where does data come in? Attributes and calls of web frameworks that hold what the sender wrote."""

from __future__ import annotations

from bearproof.catalog.peers import PEERS
from bearproof.catalog.requests import REQUEST_PARTS
from bearproof.catalog.rows import Kind, Source

_ATTRIBUTES = {
    Kind.QUERY: ("args", "query_string", "full_path", "url", "values"),
    Kind.FORM: ("form",),
    Kind.BODY: ("json", "data", "stream", "input_stream"),
    Kind.FILE: ("files",),
    Kind.COOKIE: ("cookies",),
    Kind.HEADER: (
        "headers",
        "authorization",
        "user_agent",
        "referrer",
        "origin",
        "content_type",
        "mimetype",
        "mimetype_params",
        "host",
        "access_route",
        "if_match",
        "if_none_match",
    ),
    Kind.PATH: ("view_args",),
}
_BODY_CALLS = ("get_json", "get_data")
# `flask.request.environ` is left out: other layers store their own decisions there: see `environ`.
_REQUESTS = ("flask.request", "quart.request", "flask.Request", "quart.Request", "werkzeug.Request")


def _request(name: str) -> tuple[Source, ...]:
    read = (Source(f"{name}.{attribute}", kind) for kind, parts in _ATTRIBUTES.items() for attribute in parts)
    called = (Source(f"{name}.{call}", Kind.BODY, call=True) for call in _BODY_CALLS)
    return (*read, *called)


#: What is the sender's only on a route that takes any text: on all others it is one of the app's own addresses.
OPEN_ON_OPEN_ROUTES: frozenset[str] = frozenset(
    f"{name}.{part}" for name in ("flask.request", "quart.request") for part in ("path", "base_url")
)

#: Objects whose elements are messages.
_ITERATED = ("websockets.WebSocketServerProtocol", "aiohttp.web.WebSocketResponse")

#: The session objects: what was written there in an earlier request.
SESSION_OBJECTS: frozenset[str] = frozenset({"flask.session", "quart.session"})

#: Objects that a library fills only after it has verified who is asking.
_WHO_ASKS = (
    "flask_login.current_user",
    "flask_jwt_extended.current_user",
    "flask_security.current_user",
    "flask_jwt.current_identity",
    "authlib.integrations.flask_oauth2.current_token",
    "apiflask.HTTPBasicAuth.current_user",
    "apiflask.HTTPTokenAuth.current_user",
    "connexion.context",
)
#: Calls that answer with who was verified.
_WHO_ASKED = (
    *(f"flask_httpauth.{cls}.{name}"
      for cls in ("HTTPBasicAuth", "HTTPDigestAuth", "HTTPTokenAuth", "MultiAuth")
      for name in ("current_user", "username")),
    "flask_praetorian.current_user",
    "flask_praetorian.current_user_id",
    "flask_praetorian.current_rolenames",
    "flask_oidc.OpenIDConnect.user_getfield",
    "flask_oidc.OpenIDConnect.user_getinfo",
    "flask_security.utils.get_identity",
)  # fmt: skip

SOURCES: tuple[Source, ...] = (
    *(row for name in _REQUESTS for row in _request(name)),
    *(Source(f"quart.{part}", Kind.BODY, call=True) for part in ("websocket.receive", "websocket.receive_json")),
    *(Source(name, Kind.SESSION) for name in sorted(SESSION_OBJECTS)),
    *(Source(name, Kind.VERIFIED_CLAIM) for name in _WHO_ASKS),
    *(Source(name, Kind.VERIFIED_CLAIM, call=True) for name in _WHO_ASKED),
    *(Source(name, Kind.PATH) for name in sorted(OPEN_ON_OPEN_ROUTES)),
    Source("werkzeug.formparser.parse_form_data", Kind.FORM, call=True),
    Source("quart.request.body", Kind.BODY),
    *(
        Source(f"{name}.payload", Kind.BODY)
        for name in ("flask_restx.Namespace", "flask_restx.Api", "flask_restplus.Api")
    ),
    *(Source(f"{name}.__iter__", Kind.MESSAGE, call=True) for name in _ITERATED),
    Source("asgi.receive", Kind.BODY, call=True),
    *REQUEST_PARTS,
    *PEERS,
)
