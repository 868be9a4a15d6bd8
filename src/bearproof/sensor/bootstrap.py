"""How is `--app` started? Found as Flask finds it, and served on a free loopback port by a small threaded server."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from http.server import HTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, make_server

from .. import tripwire  # noqa: TID252  # copied into the app's interpreter under another name
from . import watch
from .middleware import Middleware

#: The exit code of an app that could not be started; the event file says why.
FAILED = 70

#: So many routes are told, and so many in one event.
_MOST_RULES, _AT_ONCE = 10_000, 200

#: Where a name that is missing in the environment raises, by the interpreter's version.
_OS = ("os.py", "<frozen os>")
_SETTING = re.compile(r"setting|config|environ|undefinedvalue|validationerror|improperly", re.IGNORECASE)


def main(options: str) -> None:
    """Watch, find the app, serve it until the process is stopped. `options` is JSON: `app` and `folder`."""
    wanted = json.loads(options)
    # As `flask run` has it: an app that calls `run` at import is not to serve itself.
    os.environ["FLASK_RUN_FROM_CLI"] = "true"
    sys.path[:] = [wanted["folder"], *(entry for entry in sys.path if entry not in ("", wanted["folder"]))]
    watch.start()
    try:
        app = found(wanted["app"])
    except (Exception, SystemExit) as error:  # noqa: BLE001  # border: whatever the app raises is why it did not start
        _fail(error)
    try:
        server = _server(Middleware(app))
    except Exception as error:  # noqa: BLE001  # border: the same
        _fail(error)
    for rules in _rules(app):
        tripwire.tell("routes", rules=rules)
    tripwire.tell("ready", detail=str(server.server_port))
    server.serve_forever()


def found(where: str) -> Callable[..., Iterable[bytes]]:
    """The WSGI app that `where` names, as Flask's own `--app` does when Flask is there."""
    try:
        script = importlib.import_module("flask.cli").ScriptInfo
    except ImportError:
        return _found_without_flask(where)
    try:
        app: Callable[..., Iterable[bytes]] = script(app_import_path=where or None).load_app()
    except Exception as error:
        if _reason(error) != "no-app":
            raise
        try:
            return _found_without_flask(where)
        except (ImportError, LookupError):
            # What Flask says of it is better.
            raise error from None
    return app


def _found_without_flask(where: str) -> Callable[..., Iterable[bytes]]:
    name, _, attribute = where.partition(":")
    path = Path(name)
    if path.suffix == ".py" or path.is_dir():
        sys.path.insert(0, str(path.resolve().parent))
        name = path.stem
    module = importlib.import_module(name)
    for each in [attribute] if attribute else ["app", "application"]:
        app: Callable[..., Iterable[bytes]] | None = getattr(module, each, None)
        if callable(app):
            return app
    for each in ["create_app", "make_app"]:
        make: Callable[[], Callable[..., Iterable[bytes]]] | None = getattr(module, each, None)
        if not attribute and callable(make):
            return make()
    raise LookupError(f"no app in {name!r}: neither app, application, create_app nor make_app")


def _rules(app: object) -> Iterator[list[tuple[str, str]]]:
    """Method and rule of every route that the app serves, but those of static files; so many at a time."""
    try:
        rules = list(app.url_map.iter_rules())  # type: ignore[attr-defined]  # another framework's app has none
        known = [
            (method, str(rule.rule))
            for rule in rules
            if str(rule.endpoint).rpartition(".")[2] != "static"
            for method in sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"})
        ]
    except Exception:  # noqa: BLE001  # border: whatever the app's map is, the app is served
        known = []
    for at in range(0, min(len(known), _MOST_RULES), _AT_ONCE):
        yield known[at : at + _AT_ONCE]


def _server(app: Middleware) -> HTTPServer:
    try:
        serving = importlib.import_module("werkzeug.serving")
    except ImportError:
        return _plain_server(app)
    server: HTTPServer = serving.make_server("127.0.0.1", 0, app, threaded=True)
    return server


def _plain_server(app: Middleware) -> HTTPServer:
    return make_server("127.0.0.1", 0, app, server_class=_Server)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def _fail(error: BaseException) -> None:
    traceback.print_exception(type(error), error, error.__traceback__)
    tripwire.tell("failed", reason=_reason(error), detail=f"{type(error).__name__}: {error}"[:500])
    sys.stderr.flush()
    os._exit(FAILED)


def _reason(error: BaseException) -> str:
    name = type(error).__name__
    if name in ("NoAppException", "LookupError"):
        # Flask puts an import error of the app itself into the same exception.
        return "import" if "While importing" in str(error) else "no-app"
    frames = traceback.extract_tb(error.__traceback__)
    from_environment = isinstance(error, KeyError) and bool(frames) and frames[-1].filename.endswith(_OS)
    if from_environment or (not isinstance(error, ImportError) and _SETTING.search(f"{name} {error}")):
        return "setting"
    return "import"
