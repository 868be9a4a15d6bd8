"""Which decorators put request data into a handler's parameters, and which parsers read it by declared arguments?"""

from __future__ import annotations

from collections.abc import Mapping

from bearproof.catalog.rows import Kind

#: Decorators with a schema: the keyword that says where the data comes from, and the kind when it says nothing.
INJECTORS: Mapping[str, tuple[str, Kind]] = {
    "flask_smorest.Blueprint.arguments": ("location", Kind.BODY),
    "apiflask.APIFlask.input": ("location", Kind.BODY),
    "apiflask.APIBlueprint.input": ("location", Kind.BODY),
    "webargs.flaskparser.use_args": ("location", Kind.BODY),
    "webargs.flaskparser.use_kwargs": ("location", Kind.BODY),
    "webargs.flaskparser.parser.use_args": ("location", Kind.BODY),
    "webargs.flaskparser.parser.use_kwargs": ("location", Kind.BODY),
    "flask_pydantic.validate": ("", Kind.BODY),
    "spectree.SpecTree.validate": ("", Kind.BODY),
    "flask_appbuilder.api.rison": ("", Kind.QUERY),
    "webargs.flaskparser.FlaskParser.use_args": ("location", Kind.BODY),
    "webargs.flaskparser.FlaskParser.use_kwargs": ("location", Kind.BODY),
}
#: Those that take a schema for each part of the request, and give what they made of it under the same name.
PARTS: Mapping[str, Mapping[str, Kind]] = {
    "spectree.SpecTree.validate": {
        "json": Kind.BODY, "query": Kind.QUERY, "headers": Kind.HEADER, "cookies": Kind.COOKIE, "form": Kind.FORM,
    },
}  # fmt: skip
#: Those that give every field as a parameter of its own.
SPREADING: frozenset[str] = frozenset(
    {
        "webargs.flaskparser.use_kwargs",
        "webargs.flaskparser.parser.use_kwargs",
        "webargs.flaskparser.FlaskParser.use_kwargs",
    }
)
#: Calls that read by a schema at once.
READING: frozenset[str] = frozenset({"webargs.flaskparser.parser.parse", "webargs.flaskparser.FlaskParser.parse"})
#: Those that fill parameters by their annotations.
ANNOTATED: frozenset[str] = frozenset({"flask_pydantic.validate"})
#: Those that give the data by name: `json_data`, `query_data`.
NAMED: frozenset[str] = frozenset({"apiflask.APIFlask.input", "apiflask.APIBlueprint.input"})

#: Those that always give the data by one name.
NAMED_AS: Mapping[str, str] = {
    "flask_appbuilder.api.rison": "rison",
    "flask_appbuilder.security.decorators.rison": "rison",
}

#: Words that say where the data comes from.
LOCATIONS: Mapping[str, Kind] = {
    "json": Kind.BODY,
    "json_or_form": Kind.BODY,
    "body": Kind.BODY,
    "form": Kind.FORM,
    "form_and_files": Kind.FORM,
    "files": Kind.FILE,
    "query": Kind.QUERY,
    "querystring": Kind.QUERY,
    "args": Kind.QUERY,
    "values": Kind.QUERY,
    "headers": Kind.HEADER,
    "cookies": Kind.COOKIE,
    "path": Kind.PATH,
    "view_args": Kind.PATH,
}

#: Parsers of declared arguments: `add_argument(name, type=…, location=…)`, then `parse_args()`.
PARSERS: frozenset[str] = frozenset(
    f"{package}.RequestParser.{method}"
    for package in ("flask_restful.reqparse", "flask_restx.reqparse", "flask_restplus.reqparse")
    for method in ("add_argument", "parse_args")
)
