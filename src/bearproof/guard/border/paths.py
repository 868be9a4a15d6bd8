"""May somebody without a token go on to the app? Asked of a copy of its routes, before the app looks at anything.

Flask opens the session and runs URL converters before the first hook. So the routes are matched here once more, with
the patterns of the converters but none of their code, and who asks for a closed route does not get that far.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import BaseConverter, Map, MapAdapter, RequestRedirect, Rule


class Opening(enum.Enum):
    """What stands at a path."""

    PUBLIC = enum.auto()
    CLOSED = enum.auto()
    NOTHING = enum.auto()


class Paths:
    """The routes of one app, for asking which are public. The hook inside the app decides; this only spares it work."""

    def __init__(self, app: Flask, public: Callable[[str, str], bool]) -> None:
        self._app, self._public = app, public
        self._copy = Map()
        self._copied = -1

    def at(self, environ: Mapping[str, Any]) -> Opening:
        """What this request asks for; closed whenever it cannot be told."""
        opening = self._look(environ)
        if opening is not Opening.PUBLIC and self._copied != len(list(self._app.url_map.iter_rules())):
            self._renew()
            opening = self._look(environ)
        return opening

    def _look(self, environ: Mapping[str, Any]) -> Opening:
        method = str(environ.get("REQUEST_METHOD", "GET")).upper()
        try:
            adapter = self._bound(environ)
            return self._match(adapter, method, None)
        except NotFound:
            return Opening.NOTHING
        except (HTTPException, UnicodeError, ValueError, UserWarning):
            # werkzeug warns of a host that is not the configured one, and some apps make errors of warnings.
            return Opening.CLOSED

    def _match(self, adapter: MapAdapter, method: str, path: str | None) -> Opening:
        try:
            endpoint, _ = adapter.match(path, method)
        except RequestRedirect:
            # A slash too few: the answer leads to a route, and is as open as that.
            if path is not None:
                return Opening.CLOSED
            return self._match(adapter, method, adapter.path_info.rstrip("/") + "/")
        except MethodNotAllowed as problem:
            # "Not with this method" is said of a route that others may use anyway.
            methods = problem.valid_methods or ()
            public = [self._match(adapter, other, path) is Opening.PUBLIC for other in methods if other != "OPTIONS"]
            return Opening.PUBLIC if public and all(public) else Opening.CLOSED
        return Opening.PUBLIC if self._public(str(endpoint), method) else Opening.CLOSED

    def _bound(self, environ: Mapping[str, Any]) -> MapAdapter:
        # As Flask binds its own map: the configured name counts only where hosts tell routes apart.
        app, subdomain, server = self._app, None, self._app.config["SERVER_NAME"]
        if self._copy.host_matching:
            server = None
        elif not app.subdomain_matching:
            subdomain = self._copy.default_subdomain or ""
        return self._copy.bind_to_environ(dict(environ), server_name=server, subdomain=subdomain)

    def _renew(self) -> None:
        theirs = self._app.url_map
        rules = list(theirs.iter_rules())
        self._copy = Map(
            [_copied(rule) for rule in rules],
            default_subdomain=theirs.default_subdomain,
            strict_slashes=theirs.strict_slashes,
            merge_slashes=theirs.merge_slashes,
            redirect_defaults=theirs.redirect_defaults,
            host_matching=theirs.host_matching,
            converters={name: _pattern_only(converter) for name, converter in theirs.converters.items()},
        )
        self._copied = len(rules)


def _copied(rule: Rule) -> Rule:
    copy = rule.empty()
    copy.websocket, copy.merge_slashes = rule.websocket, rule.merge_slashes
    # A callable would be the app's code.
    copy.redirect_to = None
    return copy


def _pattern_only(converter: type[BaseConverter]) -> type[BaseConverter]:
    """The converter with its pattern and without its code: what it matches stays text."""
    return type(converter.__name__, (converter,), {"to_python": lambda _self, value: value})
