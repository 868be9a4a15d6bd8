"""Which library things register routes? Classes with route methods, decorators on methods, and class-based views."""

from __future__ import annotations

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
    }
)

#: Route decorators by method name; the value is the HTTP method, or empty where `methods=` says it.
ROUTE_METHODS = {
    "route": "",
    "get": "GET",
    "post": "POST",
    "put": "PUT",
    "patch": "PATCH",
    "delete": "DELETE",
}

#: Keywords of a router's constructor that stand before all its rules.
PREFIXES = ("url_prefix", "prefix", "path")

#: Methods that mount one router on another, with the position of the child.
MOUNTS = frozenset({"register_blueprint", "register_api", "add_namespace"})

#: Methods that register a function to run before each request; those on the right run for the whole app.
HOOKS = {"before_request": False, "before_app_request": True, "before_first_request": False}

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

#: HTTP methods that a class-based view answers with methods of the same, lower-case name.
VIEW_METHODS = ("get", "post", "put", "patch", "delete")

#: Converters of a rule whose values are numbers or the like.
TYPED_CONVERTERS = frozenset({"int", "float", "uuid"})
