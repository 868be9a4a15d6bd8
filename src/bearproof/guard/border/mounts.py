"""Would this request reach an app that is mounted inside, and that no guard stands before?"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from types import FunctionType
from typing import TYPE_CHECKING, cast

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


#: What servers call in place of guarded apps.
entrances: weakref.WeakSet[WSGIApplication] = weakref.WeakSet()


def mounts(inner: object) -> Mapping[str, object] | None:
    """The apps that are mounted inside, by path, as werkzeug's DispatcherMiddleware keeps them; None for none.

    Others may stand around it, each of which calls what is inside of it `app`.
    """
    while inner is not None and not isinstance(inner, Flask):
        found = getattr(inner, "mounts", None)
        if isinstance(found, Mapping):
            return cast("Mapping[str, object]", found)
        inner = getattr(inner, "app", None)
    return None


def unguarded(mounted: Mapping[str, object], environ: Mapping[str, object]) -> bool:
    """The request goes to one of them that would answer without a decision; it is not even to begin."""
    path = str(environ.get("PATH_INFO") or "")
    while "/" in path:
        if path in mounted:
            return not _guarded(mounted[path])
        path = path.rpartition("/")[0]
    return path in mounted and not _guarded(mounted[path])


def _guarded(app: object) -> bool:
    # Called by itself, an app goes through whatever stands at its `wsgi_app`.
    called = app.wsgi_app if isinstance(app, Flask) else app
    return isinstance(called, FunctionType) and called in entrances
