"""How does the sensor start? The tripwire in observe mode, a hello from every process, a layer around every app."""

from __future__ import annotations

import functools
import os
import platform
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from .. import tripwire  # noqa: TID252  # copied into the app's interpreter under another name
from .events import EventFile
from .lines import watch_places
from .middleware import Middleware

#: What the environment of a watched process holds; taken out of it at once.
EVENTS_VARIABLE = "BEARPROOF_EVENTS"
CANARIES_VARIABLE = "BEARPROOF_CANARIES"
SENSOR_VARIABLE = "BEARPROOF_SENSOR"
LINES_VARIABLE = "BEARPROOF_LINES"


def start() -> bool:
    """Watch this process and those that it forks; False when the environment names no event file."""
    path = os.environ.pop(EVENTS_VARIABLE, "")
    canaries = tuple(filter(None, os.environ.pop(CANARIES_VARIABLE, "").split(",")))
    watched_lines = os.environ.pop(LINES_VARIABLE, "")
    os.environ.pop(SENSOR_VARIABLE, None)
    if not path:
        return False
    watch_places(watched_lines)
    tripwire.install(EventFile(path).write, canaries=canaries or tripwire.CANARIES)
    _hello()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_hello)
    tripwire.when_imported("flask.app", _wrap_flask)
    tripwire.when_imported("wsgiref.handlers", _wrap_wsgiref)
    tripwire.when_imported("werkzeug.serving", _wrap_werkzeug)
    tripwire.when_imported("waitress.server", _wrap_waitress)
    # Of gunicorn's workers those that serve WSGI; others hand the app to a server of another protocol.
    for module, worker in (("sync", "SyncWorker"), ("gthread", "ThreadWorker"), ("base_async", "AsyncWorker")):
        tripwire.when_imported(f"gunicorn.workers.{module}", functools.partial(_wrap_gunicorn, worker))
    return True


def _hello() -> None:
    tripwire.tell("hello", python=platform.python_version())


def _wrap_flask(module: ModuleType) -> None:
    original = module.Flask.__call__

    def answer(self: object, environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
        return Middleware(lambda *args: original(self, *args))(environ, start_response)

    module.Flask.__call__ = answer


def _wrap_wsgiref(module: ModuleType) -> None:
    original = module.BaseHandler.run

    def run(self: object, application: Callable[..., Iterable[bytes]]) -> None:
        original(self, Middleware(application))

    module.BaseHandler.run = run


def _wrap_waitress(module: ModuleType) -> None:
    original = module.BaseWSGIServer.__init__

    @functools.wraps(original)
    def begin(self: object, application: Callable[..., Iterable[bytes]], *args: object, **kwargs: object) -> None:
        original(self, Middleware(application), *args, **kwargs)

    module.BaseWSGIServer.__init__ = begin


def _wrap_gunicorn(worker: str, module: ModuleType) -> None:
    owner = vars(module)[worker]
    original = owner.load_wsgi

    @functools.wraps(original)
    def load_wsgi(self: Any) -> None:  # noqa: ANN401  # a worker of gunicorn's
        original(self)
        self.wsgi = Middleware(self.wsgi)

    owner.load_wsgi = load_wsgi


def _wrap_werkzeug(module: ModuleType) -> None:
    """A reloader serves from a grandchild, in which nothing watches: say so before it binds the port."""
    original = module.run_simple

    @functools.wraps(original)
    def run_simple(*args: object, **kwargs: object) -> object:
        if kwargs.get("use_reloader") or args[3:4] == (True,):
            tripwire.tell("failed", reason="reloads")
        return original(*args, **kwargs)

    vars(module)["run_simple"] = run_simple
