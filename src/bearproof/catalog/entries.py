"""Which functions does a framework call, and with what? Beside routes: methods of its classes, and their parameters.

A parameter is told as a `Kind` (data of that kind), as a qualified name (an object of that class) or as the empty text
(nothing that matters).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bearproof.catalog.rows import Kind


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies at a place of a store."""

    place: tuple[str, ...]


Given = Kind | str | Shelf


@dataclass(frozen=True, slots=True)
class Entry:
    """Methods that a library calls on a child of its class; the last of `gives` holds for all further parameters.

    `base` is a class by qualified name, or the end of one after a `*`. A method's name may end with `*`.
    """

    base: str
    methods: tuple[str, ...]
    gives: tuple[Given, ...] = ()


def _methods(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_VERBS = "get post put patch delete"
_DJANGO = "django.http.HttpRequest"
_REST = "rest_framework.request.Request"
_FLASK = "flask.Request"

ENTRIES: tuple[Entry, ...] = (
    Entry("tornado.web.RequestHandler", _methods(f"{_VERBS} prepare"), (Kind.PATH,)),
    Entry("tornado.websocket.WebSocketHandler", ("on_message",), (Kind.MESSAGE,)),
    Entry("tornado.websocket.WebSocketHandler", ("open",), (Kind.PATH,)),
    Entry("falcon.media.BaseHandler", _methods("deserialize deserialize_async"), (Kind.BODY, "")),
    *(
        Entry(base, _methods(f"{_VERBS} form_valid dispatch"), (_DJANGO, Kind.PATH))
        for base in (
            "django.views.View",
            "django.views.generic.TemplateView",
            "django.views.generic.ListView",
            "django.views.generic.DetailView",
            "django.views.generic.FormView",
            "django.views.generic.RedirectView",
        )
    ),
    *(
        Entry(base, _methods(f"{_VERBS} list create retrieve update partial_update destroy"), (_REST, Kind.PATH))
        for base in (
            "rest_framework.views.APIView",
            "rest_framework.viewsets.ViewSet",
            "rest_framework.viewsets.ModelViewSet",
            "rest_framework.viewsets.GenericViewSet",
            "rest_framework.generics.GenericAPIView",
            "rest_framework.generics.CreateAPIView",
            "rest_framework.generics.ListCreateAPIView",
            "rest_framework.generics.RetrieveUpdateAPIView",
            "rest_framework.generics.RetrieveUpdateDestroyAPIView",
        )
    ),
    Entry("rest_framework.parsers.BaseParser", ("parse",), (Kind.BODY, "", "")),
    Entry("django.utils.deprecation.MiddlewareMixin", _methods("process_request process_view"), (_DJANGO, "")),
    Entry("channels.generic.websocket.WebsocketConsumer", ("receive",), (Kind.MESSAGE,)),
    Entry("channels.generic.websocket.AsyncWebsocketConsumer", ("receive",), (Kind.MESSAGE,)),
    Entry("channels.generic.websocket.JsonWebsocketConsumer", ("receive_json",), (Kind.MESSAGE,)),
    Entry("channels.generic.websocket.AsyncJsonWebsocketConsumer", ("receive_json",), (Kind.MESSAGE,)),
    Entry("starlette.endpoints.HTTPEndpoint", _methods(_VERBS), ("starlette.requests.Request",)),
    Entry("starlette.endpoints.WebSocketEndpoint", ("on_receive",), ("starlette.websockets.WebSocket", Kind.MESSAGE)),
    Entry("starlette.middleware.base.BaseHTTPMiddleware", ("dispatch",), ("starlette.requests.Request", "")),
    Entry("sanic.views.HTTPMethodView", _methods(_VERBS), ("sanic.Request", Kind.PATH)),
    Entry("flask.sessions.SessionInterface", ("open_session",), ("flask.Flask", _FLASK)),
    Entry("quart.sessions.SessionInterface", ("open_session",), ("quart.Quart", "quart.Request")),
    Entry("flask_socketio.Namespace", ("on_*",), (Kind.MESSAGE,)),
    Entry("socketio.Namespace", ("on_*",), ("", Kind.MESSAGE)),
    Entry("socketio.AsyncNamespace", ("on_*",), ("", Kind.MESSAGE)),
    Entry("http.server.BaseHTTPRequestHandler", ("do_*",)),
    Entry("http.server.SimpleHTTPRequestHandler", ("do_*",)),
    Entry("socketserver.StreamRequestHandler", ("handle",)),
    Entry("socketserver.BaseRequestHandler", ("handle",)),
    Entry("asyncio.Protocol", ("data_received",), (Kind.MESSAGE,)),
    Entry("asyncio.DatagramProtocol", ("datagram_received",), (Kind.MESSAGE, "")),
    Entry("twisted.internet.protocol.Protocol", ("dataReceived",), (Kind.MESSAGE,)),
    Entry("twisted.protocols.basic.LineReceiver", ("lineReceived",), (Kind.MESSAGE,)),
    Entry("twisted.web.resource.Resource", ("render_*",), ("twisted.web.http.Request",)),
    Entry("stomp.ConnectionListener", ("on_message",), (Kind.MESSAGE,)),
    # gRPC generates a class `…Servicer` for each service; every public method of a child answers a call.
    Entry("*Servicer", ("*",), (Kind.BODY, "")),
    *(
        Entry(f"werkzeug.routing.{name}", ("to_python",), (Kind.PATH,))
        for name in ("BaseConverter", "UnicodeConverter", "PathConverter", "AnyConverter")
    ),
    *(
        Entry(f"flask.json.provider.{name}", ("loads",), (Kind.BODY,))
        for name in ("JSONProvider", "DefaultJSONProvider")
    ),
    Entry("flask.json.JSONDecoder", ("decode", "object_hook"), (Kind.BODY,)),
    # A request class of the app's own: its methods and properties read what was sent.
    Entry("flask.Request", ("*",)),
    Entry("quart.Request", ("*",)),
    Entry("threading.Thread", ("run",)),
    Entry("multiprocessing.Process", ("run",)),
)

#: Ends of the names of generated classes that may lie in the tree, with what stands in a file of such.
GENERATED: Mapping[str, bytes] = {"Servicer": b"import grpc"}

#: Classes whose objects hold what was sent in attributes of theirs: what `self.request` is, and the like.
_REST_FIELDS: Mapping[str, Given] = {"request": _REST, "kwargs": Kind.PATH}
_DJANGO_FIELDS: Mapping[str, Given] = {"request": _DJANGO, "kwargs": Kind.PATH}
FIELDS: Mapping[str, Mapping[str, Given]] = {
    **{
        entry.base: _REST_FIELDS if entry.gives[:1] == (_REST,) else _DJANGO_FIELDS
        for entry in ENTRIES
        if entry.gives[:1] in {(_REST,), (_DJANGO,)}
    },
    "tornado.web.RequestHandler": {"request": "tornado.httputil.HTTPServerRequest"},
    "tornado.websocket.WebSocketHandler": {"request": "tornado.httputil.HTTPServerRequest"},
    "aiohttp.web.View": {"request": "aiohttp.web.Request"},
    "socketserver.BaseRequestHandler": {"request": "socket.socket"},
    "socketserver.StreamRequestHandler": {"request": "socket.socket", "connection": "socket.socket"},
}

#: Column types that a database library asks to turn what lies in the database into a value, and the other way.
COLUMN_TYPES: Mapping[str, tuple[str, str]] = {
    "sqlalchemy.types.TypeDecorator": ("process_bind_param", "process_result_value"),
    "sqlalchemy.types.UserDefinedType": ("process_bind_param", "process_result_value"),
    **dict.fromkeys(
        (
            "peewee.Field",
            "peewee.BlobField",
            "peewee.TextField",
            "peewee.CharField",
            "peewee.BareField",
            "peewee.BigBitField",
        ),
        ("db_value", "python_value"),
    ),
    **dict.fromkeys(
        (
            "django.db.models.Field",
            "django.db.models.BinaryField",
            "django.db.models.TextField",
            "django.db.models.CharField",
        ),
        ("get_prep_value", "from_db_value"),
    ),
}

#: Functions of modules that no code registers: a cloud calls them by a name that stands in its settings.
HANDLERS: Mapping[tuple[str, ...], tuple[Given, ...]] = {
    ("event", "context"): (Kind.BODY, ""),
    ("get_response",): ("",),
    ("get_response", "request"): ("", _DJANGO),
    ("environ", "start_response"): ("wsgi.environ", ""),
    ("scope", "receive", "send"): ("asgi.scope", "asgi.receive", ""),
}

#: Decorators (calls or not) whose function gets messages, with what its parameters hold.
LISTENERS: Mapping[str, tuple[Given, ...]] = {
    "flask_socketio.SocketIO.on": (Kind.MESSAGE,),
    "flask_socketio.SocketIO.event": (Kind.MESSAGE,),
    "flask_socketio.SocketIO.on_event": (Kind.MESSAGE,),
    "socketio.Server.on": ("", Kind.MESSAGE),
    "socketio.Server.event": ("", Kind.MESSAGE),
    "socketio.AsyncServer.on": ("", Kind.MESSAGE),
    "socketio.AsyncServer.event": ("", Kind.MESSAGE),
    "flask_sock.Sock.route": ("simple_websocket.Server", Kind.PATH),
    "flask_sockets.Sockets.route": ("simple_websocket.Server", Kind.PATH),
    "faust.App.agent": (Kind.MESSAGE,),
    "functions_framework.http": (_FLASK,),
    "werkzeug.Request.application": ("werkzeug.Request",),
    "rest_framework.decorators.api_view": (_REST, Kind.PATH),
    "rest_framework.decorators.action": (_REST, Kind.PATH),
    **dict.fromkeys(
        ("fastapi.FastAPI.middleware", "starlette.applications.Starlette.middleware"),
        ("starlette.requests.Request", ""),
    ),
    **dict.fromkeys(
        (f"sanic.{owner}.{name}" for owner in ("Sanic", "Blueprint") for name in ("middleware", "on_request")),
        ("sanic.Request",),
    ),
    **dict.fromkeys(
        ("sanic.Sanic.websocket", "sanic.Blueprint.websocket"), ("sanic.Request", "websockets.WebSocketServerProtocol")
    ),
    "functions_framework.cloud_event": (Kind.BODY,),
    "chalice.Chalice.on_sqs_message": (Kind.MESSAGE,),
    "azure.functions.FunctionApp.route": ("azure.functions.HttpRequest",),
}

#: Calls that are given a function which gets messages: its position, and what its parameters hold.
SUBSCRIPTIONS: Mapping[str, tuple[int, tuple[Given, ...]]] = {
    "falcon.before": (0, ("falcon.Request", "")),
    "falcon.after": (0, ("falcon.Request", "")),
    "websockets.serve": (0, ("websockets.WebSocketServerProtocol", Kind.PATH)),
    "websockets.server.serve": (0, ("websockets.WebSocketServerProtocol", Kind.PATH)),
    "websockets.asyncio.server.serve": (0, ("websockets.WebSocketServerProtocol", "")),
    "websockets.sync.server.serve": (0, ("websockets.WebSocketServerProtocol", "")),
    "asyncio.start_server": (0, ("asyncio.StreamReader", "")),
    "asyncio.start_unix_server": (0, ("", "")),
    "websocket.WebSocketApp": (1, ("", Kind.MESSAGE)),
    "flask_socketio.SocketIO.on_event": (1, (Kind.MESSAGE,)),
    "nats.aio.client.Client.subscribe": (-1, (Kind.MESSAGE,)),
    "xmlrpc.server.SimpleXMLRPCServer.register_function": (0, (Kind.BODY,)),
    "jsonrpcserver.method": (0, (Kind.BODY,)),
}

#: Decorators that make a task of a function: `bind=True` puts the task itself before its arguments.
TASKS: frozenset[str] = frozenset(
    {"celery.shared_task", "celery.Celery.task", "celery.app.task", "celery.task", "huey.Huey.task", "dramatiq.actor"}
)

#: Parameters of a function by whose class a framework fills them in, however they are named.
BY_TYPE: Mapping[str, Given] = {
    "starlette.requests.Request": "starlette.requests.Request",
    "starlette.websockets.WebSocket": "starlette.websockets.WebSocket",
    "starlette.datastructures.UploadFile": "starlette.datastructures.UploadFile",
    "flask.Request": _FLASK,
    "litestar.Request": "litestar.Request",
    "sanic.Request": "sanic.Request",
    "django.http.HttpRequest": _DJANGO,
    "aiohttp.web.Request": "aiohttp.web.Request",
}

#: Defaults and annotations that say from where a parameter is filled.
MARKERS: Mapping[str, Kind] = {
    **{
        f"{package}.{name}": kind
        for package in ("fastapi", "ninja", "litestar.params")
        for name, kind in (
            ("Query", Kind.QUERY),
            ("Path", Kind.PATH),
            ("Header", Kind.HEADER),
            ("Cookie", Kind.COOKIE),
            ("Body", Kind.BODY),
            ("Form", Kind.FORM),
            ("File", Kind.FILE),
        )
    },
}

#: Defaults that say that a parameter is what a function of the app answers.
DEPENDS: frozenset[str] = frozenset({"fastapi.Depends", "fastapi.Security", "litestar.di.Provide"})

#: What a type is given with what else there is to say of it.
ANNOTATED: frozenset[str] = frozenset({"typing.Annotated", "typing_extensions.Annotated"})

#: Dependencies of a library that read a credential: where it comes in, and its name.
SCHEMES: Mapping[str, tuple[Kind, str]] = {
    **{
        f"fastapi.security.{name}": (Kind.HEADER, "Authorization")
        for name in ("OAuth2PasswordBearer", "OAuth2AuthorizationCodeBearer", "OpenIdConnect", "HTTPBearer",
                     "HTTPBasic", "HTTPDigest")
    },
    "fastapi.security.APIKeyHeader": (Kind.HEADER, "X-API-Key"),
    "fastapi.security.APIKeyQuery": (Kind.QUERY, "api_key"),
    "fastapi.security.APIKeyCookie": (Kind.COOKIE, "access_token"),
}  # fmt: skip

#: Words that stand in files in which something of this page happens, whatever else stands there.
WORDS: tuple[bytes, ...] = (
    b"import bottle",
    b"Celery(",
    b"scope, receive, send",
    b"from bottle",
    b"import socketio",
    b"from socketio",
    *b"tornado.web http.server SessionInterface Servicer) HTTPMethodView HTTPEndpoint WebsocketConsumer (APIView "
    b"ViewSet) urlpatterns django.views FastAPI( APIRouter( .add_route( .add_api( recv_pyobj (TypeDecorator "
    b"python_value process_result_value from_db_value open_session data_received dataReceived SocketIO( "
    b"websockets.serve .add_get( .add_post( shared_task web.Application RouteTableDef Sanic( Starlette( "
    b"lambda_handler ConnectionListener reqparse request_class start_server( media.BaseHandler .pubsub( "
    b"socketserver BaseConverter) UnicodeConverter) PathConverter) JSONProvider) (JSONDecoder".split(),
    b"self, get_response)",
    b"(get_response)",
    b"environ, start_response",
)
