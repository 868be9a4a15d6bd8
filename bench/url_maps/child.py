"""Which rules does this app have, in its own word? Run under the app's own interpreter; prints JSON as its last line.

`python child.py START STAND_INS FOLDER` runs the file START, which leaves the app in a variable named `app`. Only
loopback may be asked, and a module that is named as a stand-in is empty whatever is read from it.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import inspect
import ipaddress
import json
import os
import sys
import types

_ASKING = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class _Kind(type):
    """Of a class that stands in for anything: whatever is read from it is another such class."""

    def __getattr__(cls, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Kind(name, (_Anything,), {})


class _Anything(metaclass=_Kind):
    def __init__(self, *_args: object, **_keywords: object) -> None:
        pass

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()

    def __call__(self, *args: object, **_keywords: object) -> object:
        # A decorator that does nothing hands on what it is put on.
        return args[0] if len(args) == 1 and callable(args[0]) else _Anything()


class _Nothing(types.ModuleType):
    """A module of which nothing is asked but that it is there."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Kind(name, (_Anything,), {})


class _StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names: list[str]) -> None:
        self._names = set(names)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        """A module for a package that has no wheel."""
        if name.partition(".")[0] not in self._names:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """A module of which anything may be read."""
        return _Nothing(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is run."""


def _loopback_only(event: str, args: tuple[object, ...]) -> None:
    if event not in _ASKING:
        return
    address = args[_ASKING[event]]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost", "0.0.0.0", "::") or not isinstance(host, str) or host.startswith("/"):  # noqa: S104  # compared, not bound
        return
    try:
        inside = ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise OSError(f"only loopback may be asked here, not {host}")


def rules(app: object) -> list[dict[str, object]]:
    """Every rule with its methods, and the file of the function that answers."""
    out = []
    for rule in app.url_map.iter_rules():  # type: ignore[attr-defined]  # an app of Flask
        view = app.view_functions.get(rule.endpoint)  # type: ignore[attr-defined]  # the same
        view = getattr(view, "view_class", None) or inspect.unwrap(view) if view is not None else None
        view = getattr(view, "__func__", view)
        module = sys.modules.get(getattr(view, "__module__", "") or "")
        code = getattr(view, "__code__", None)
        file = code.co_filename if code is not None else getattr(module, "__file__", "") or ""
        out.append(
            {
                "rule": rule.rule,
                "methods": sorted(rule.methods or ()),
                "host": rule.host or rule.subdomain or "",
                "endpoint": rule.endpoint,
                "view": getattr(view, "__qualname__", ""),
                "file": os.path.realpath(file) if file else "",
            }
        )
    return out


def main() -> None:
    """Start the app and print its rules."""
    start, stand_ins, *folders = sys.argv[1:]
    sys.argv = ["app"]
    sys.path[:0] = folders
    sys.meta_path.append(_StandIns([name for name in stand_ins.split(",") if name]))
    sys.addaudithook(_loopback_only)
    with open(start, encoding="utf-8") as file:  # noqa: PTH123  # as few modules as can be before the app's own
        text = file.read()
    names: dict[str, object] = {"__name__": "start"}
    exec(compile(text, start, "exec"), names)  # noqa: S102  # our own few lines, which import the app
    sys.stdout.flush()
    print("\n" + json.dumps({"rules": rules(names["app"])}), flush=True)
    # Threads of the app must not keep the child alive.
    os._exit(0)


if __name__ == "__main__":
    main()
