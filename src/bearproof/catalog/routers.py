"""Which library things register routes? Classes with route methods, decorators on methods, and class-based views."""

from __future__ import annotations

#: Packages that are the framework wherever they lie: nobody gives a package of his own such a name.
FRAMEWORKS = frozenset(
    {
        "flask", "werkzeug", "quart", "django", "fastapi", "starlette", "sanic", "bottle", "tornado", "falcon",
        "aiohttp", "connexion", "flask_restful", "flask_restx",
    }
)  # fmt: skip

#: Routers that are put on another router by their constructor, or by `init_app`.
PUT_ON = frozenset({"flask_restful.Api", "flask_restx.Api", "flask_restplus.Api"})

#: Classes whose objects take routes. Their methods are those of Flask unless a table below says otherwise.
ROUTERS = frozenset(
    {
        "flask.Flask",
        "flask.Blueprint",
        "quart.Quart",
        "quart.Blueprint",
        "flask_smorest.Blueprint",
        "apiflask.APIFlask",
        "apiflask.APIBlueprint",
        "flask_openapi3.OpenAPI",
        "flask_openapi3.APIBlueprint",
        "flask_restx.Api",
        "flask_restx.Namespace",
        "flask_restplus.Api",
        "flask_restplus.Namespace",
        "flask_restful.Api",
        "connexion.FlaskApp",
        "fastapi.FastAPI",
        "fastapi.APIRouter",
        "starlette.applications.Starlette",
        "starlette.routing.Router",
        "sanic.Sanic",
        "sanic.Blueprint",
        "bottle.Bottle",
        "aiohttp.web.RouteTableDef",
        "ninja.NinjaAPI",
        "ninja.Router",
        "chalice.Chalice",
        "robyn.Robyn",
        "flask_sock.Sock",
        "falcon.App",
    }
)

#: What the handlers of a router are given first.
FIRST_ARGUMENTS = {
    "starlette.applications.Starlette": "starlette.requests.Request",
    "starlette.routing.Router": "starlette.requests.Request",
    "sanic.Sanic": "sanic.Request",
    "sanic.Blueprint": "sanic.Request",
    "aiohttp.web.RouteTableDef": "aiohttp.web.Request",
    "ninja.NinjaAPI": "django.http.HttpRequest",
    "ninja.Router": "django.http.HttpRequest",
    "robyn.Robyn": "robyn.Request",
    "flask_sock.Sock": "simple_websocket.Server",
}

#: Routers that fill the parameters of a handler by their annotations and defaults.
BY_ANNOTATION = frozenset(
    {
        "fastapi.FastAPI",
        "fastapi.APIRouter",
        "ninja.NinjaAPI",
        "ninja.Router",
        "flask_openapi3.OpenAPI",
        "flask_openapi3.APIBlueprint",
        "litestar",
    }
)

#: Decorators of a module that register a route, with their HTTP method (empty: the decorator says it).
ROUTE_FUNCTIONS = {
    **{f"bottle.{name}": method for name, method in (
        ("route", ""), ("get", "GET"), ("post", "POST"), ("put", "PUT"), ("delete", "DELETE"), ("patch", "PATCH"),
    )},
    **{f"litestar.{name}": name.upper() for name in ("get", "post", "put", "patch", "delete")},
    **{f"litestar.handlers.{name}": name.upper() for name in ("get", "post", "put", "patch", "delete")},
    "rest_framework.decorators.api_view": "",
}  # fmt: skip

#: What the functions are given first that are registered so.
_STARLETTE, _AIOHTTP, _DJANGO = "starlette.requests.Request", "aiohttp.web.Request", "django.http.HttpRequest"

#: Calls that register a handler: the positions of its rule and of itself, its method, and what it is given first.
REGISTRARS: dict[str, tuple[int, int, str, str]] = {
    "falcon.App.add_route": (0, 1, "", "falcon.Request"),
    "falcon.API.add_route": (0, 1, "", "falcon.Request"),
    "falcon.asgi.App.add_route": (0, 1, "", "falcon.Request"),
    "falcon.App.add_sink": (1, 0, "", "falcon.Request"),
    "falcon.asgi.App.add_sink": (1, 0, "", "falcon.Request"),
    **{f"aiohttp.web.Application.router.add_{verb}": (0, 1, verb.upper(), _AIOHTTP)
       for verb in ("get", "post", "put", "patch", "delete", "view")},
    "aiohttp.web.Application.router.add_route": (1, 2, "", _AIOHTTP),
    **{f"aiohttp.web.{verb}": (0, 1, verb.upper(), _AIOHTTP)
       for verb in ("get", "post", "put", "patch", "delete", "view")},
    "aiohttp.web.route": (1, 2, "", _AIOHTTP),
    "django.urls.path": (0, 1, "", _DJANGO),
    "django.urls.re_path": (0, 1, "", _DJANGO),
    "django.conf.urls.url": (0, 1, "", _DJANGO),
    "starlette.routing.Route": (0, 1, "", _STARLETTE),
    "starlette.routing.WebSocketRoute": (0, 1, "", "starlette.websockets.WebSocket"),
    "starlette.applications.Starlette.add_route": (0, 1, "", _STARLETTE),
    "starlette.applications.Starlette.add_websocket_route": (0, 1, "", "starlette.websockets.WebSocket"),
    "sanic.Sanic.add_route": (1, 0, "", "sanic.Request"),
    "sanic.Blueprint.add_route": (1, 0, "", "sanic.Request"),
    "fastapi.FastAPI.add_api_route": (0, 1, "", ""),
    "fastapi.APIRouter.add_api_route": (0, 1, "", ""),
    "tornado.web.url": (0, 1, "", ""),
    "tornado.web.URLSpec": (0, 1, "", ""),
    "pyramid.config.Configurator.add_view": (-1, 0, "", "pyramid.request.Request"),
}  # fmt: skip

#: Calls that are given objects of which these methods are called for each request.
WITH_MIDDLEWARE = frozenset(
    {"falcon.App", "falcon.API", "falcon.asgi.App", "falcon.App.add_middleware", "falcon.asgi.App.add_middleware"}
)
MIDDLEWARE_METHODS = ("process_request", "process_resource", "process_request_async", "process_resource_async")

#: Responders of classes whose objects take a route by a call above: `on_get(self, req, resp)`.
RESPONDER_PREFIX = "on_"

#: Route decorators by method name; the value is the HTTP method, or empty where `methods=` says it.
ROUTE_METHODS = {
    "route": "",
    "get": "GET",
    "post": "POST",
    "put": "PUT",
    "patch": "PATCH",
    "delete": "DELETE",
    "websocket": "GET",
    "websocket_route": "GET",
    "api_route": "",
    "view": "",
}

#: Keywords of a router's constructor that stand before all its rules.
PREFIXES = ("url_prefix", "prefix", "path")

#: The parameters of the constructors of routers that serve files, as they may be given by position.
_OF_APP = ("import_name", "static_url_path", "static_folder")
_OF_BLUEPRINT = ("name", "import_name", "static_folder", "static_url_path", "template_folder", "url_prefix")
POSITIONS = {
    **dict.fromkeys(("flask.Flask", "quart.Quart", "apiflask.APIFlask"), _OF_APP),
    "flask_openapi3.OpenAPI": ("import_name",),
    **dict.fromkeys(("flask.Blueprint", "quart.Blueprint", "flask_smorest.Blueprint", "apiflask.APIBlueprint"),
                    _OF_BLUEPRINT),
}  # fmt: skip
#: Routers whose prefix is their name, unless they are given another.
NAMED = frozenset({"flask_restx.Namespace", "flask_restplus.Namespace"})
#: Those that serve the folder `static` unless they are told otherwise.
SERVES_BY_ITSELF = frozenset({"flask.Flask", "quart.Quart", "apiflask.APIFlask", "flask_openapi3.OpenAPI"})

#: Methods that mount one router on another, with the position of the child.
MOUNTS = frozenset({"register_blueprint", "register_api", "add_namespace", "include_router", "blueprint", "mount"})

#: Methods that register a function to run after each request, with its answer.
AFTER = frozenset({"after_request", "after_app_request"})

#: Methods that register a function to run before each request; those on the right run for the whole app.
HOOKS = {
    "before_request": False,
    "before_app_request": True,
    "before_first_request": False,
    "url_value_preprocessor": False,
    "app_url_value_preprocessor": True,
}

#: Decorators on methods of a class that make routes of them.
EXPOSERS = frozenset(
    {
        "flask_appbuilder.expose",
        "flask_appbuilder.baseviews.expose",
        "flask_appbuilder.api.expose",
        "flask_admin.expose",
        "flask_admin.base.expose",
        "flask_classful.route",
    }
)

#: Class attributes that stand before the path of an exposed method.
BASES = ("route_base", "resource_name", "route_prefix")

#: View classes whose methods are called by the HTTP method; `flask.views.View` itself only dispatches.
BY_VERB = frozenset({"flask.views.MethodView", "flask_restful.Resource", "flask_restx.Resource"})

#: HTTP methods that a class-based view answers with methods of the same, lower-case name.
VIEW_METHODS = ("get", "post", "put", "patch", "delete")

#: Converters of a rule whose values are numbers or the like.
TYPED_CONVERTERS = frozenset({"int", "float", "uuid", "any"})
