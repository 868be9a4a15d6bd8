"""How is the app set up? Settings that weaken, debuggers that are on, sites that may ask with cookies, short keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import timedelta

from bearproof.catalog import authentication, token_settings
from bearproof.catalog.cookies import HEADERS
from bearproof.catalog.token_settings import Weakening
from bearproof.findings import Place
from bearproof.model.app import App, Run
from bearproof.model.events import Event, KeyCut, KeyUsed
from bearproof.model.ir import Pos
from bearproof.model.labels import LISTED, Label
from bearproof.model.protection import Given, LibraryCalled, SettingMade
from bearproof.taint.authorization.seeing import tested

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: HS256 needs a key of at least so many bytes (RFC 7518 section 3.2).
_ENOUGH = 32
#: Random bytes that are enough for codes over cookies, which know no least length of a key.
_ENOUGH_DRAWN = 16
_OF_COOKIES = frozenset({"SECRET_KEY", "WTF_CSRF_SECRET_KEY"})
_STAR = frozenset({"*", ".*", "^.*$", ".+", "/.*/", "https?://.*", "null"})


def weakened(app: App) -> Iterator[tuple[Run, Event, str]]:
    """Settings that take away what an extension checks, with what then holds."""
    made = list(_settings(app))
    cookies = any(_may_be_cookies(event.value) for _, event in made if event.key == token_settings.LOCATION)
    for run, event in made:
        row = token_settings.BY_NAME.get(event.key)
        if row is None or not _weakens(row, event.value) or (row.of_cookies and not cookies):
            continue
        yield run, event, f"{event.key}: {row.says}"
    for run, call in _calls(app, frozenset(token_settings.CALLS_BY_NAME)):
        weakening = token_settings.CALLS_BY_NAME[call.name]
        asked = call.argument(weakening.position, weakening.argument)
        if not weakening.argument or (asked is not None and asked.is_true):
            yield run, call, f"{weakening.argument or call.name.rpartition('.')[2]}: {weakening.says}"


def debugging(app: App) -> Iterator[tuple[Run, Event, str]]:
    """Settings and calls that switch the debugger on."""
    for run, event in _settings(app):
        if event.key in token_settings.DEBUG and event.value.is_true:
            yield run, event, f"the setting {event.key} is on"
    for run, call in _calls(app, authentication.SERVERS):
        asked = call.argument(_DEBUG_AT.get(call.name, -1), "debug", "use_debugger")
        on = asked is not None and asked.is_true
        always = call.name == "werkzeug.debug.DebuggedApplication" and not call.under
        if (on or always) and not _by_hand_on_loopback(call):
            yield run, call, "the app is started with its debugger"


def cross_origin(app: App) -> Iterator[tuple[Run, Event, str]]:
    """Rules by which every site may ask with the user's cookies."""
    told = {event.key: (run, event) for run, event in _settings(app) if event.key in token_settings.CORS}
    allowed = told.get("CORS_SUPPORTS_CREDENTIALS")
    by_setting = allowed is not None and allowed[1].value.is_true
    origins = told.get("CORS_ORIGINS")
    if by_setting and allowed is not None and (origins is None or _any_origin(origins[1].value)):
        yield *allowed, "every site may ask with the user's cookies"
    yield from _reflected(app)
    for run, call in _calls(app, authentication.CROSS_ORIGIN):
        if call.name.endswith(("add_middleware", ".Middleware")) and not _adds_cross_origin(call):
            continue
        if _with_cookies(call, by_setting=by_setting) and _from_anywhere(call, known=origins is not None):
            yield run, call, "every site may ask with the user's cookies"


def _reflected(app: App) -> Iterator[tuple[Run, Event, str]]:
    """Answers that name whatever site asks as one that may ask with cookies."""
    told: set[tuple[object, ...]] = set()
    for run in app.runs:
        made = {event.key: event for event in _headers_and_settings(run)}
        origin, allowed = (made.get(name) for name in token_settings.CORS_HEADERS)
        if origin is None or allowed is None or "true" not in [str(const).lower() for const in allowed.value.consts]:
            continue
        where = (origin.path, origin.pos)
        asked = next((label for label in origin.value.labels if _names_the_site(label)), None)
        if asked is not None and LISTED not in asked.marks and not tested(run, asked) and where not in told:
            told.add(where)
            yield run, origin, "whatever site asks may do so with the user's cookies"


def _headers_and_settings(run: Run) -> Iterator[SettingMade]:
    """What was set one by one, or several headers of an answer at once."""
    for event in run.events:
        if isinstance(event, SettingMade):
            yield event
        elif isinstance(event, LibraryCalled) and event.name in HEADERS:
            for given in event.args[:1]:
                for key, value in given.items.items():
                    yield SettingMade(event.path, event.pos, key.title(), value)


def _names_the_site(label: Label) -> bool:
    trace = label.trace
    while trace.before is not None:
        trace = trace.before
    return label.keys[:1] == ("Origin",) or trace.what.endswith("request.origin")


def short_keys(app: App) -> Iterator[tuple[Run, Event, str]]:
    """Keys of codes that are too short to withstand being guessed."""
    told: set[tuple[object, ...]] = set()
    for run in app.runs:
        for event in run.events:
            how = _short(event)
            where = (event.path, event.pos)
            if how is not None and where not in told:
                told.add(where)
                yield run, event, how


def key_place(app: App, event: Event) -> Place:
    """Where a key is used, or where the setting that holds it is written."""
    what = event.what if isinstance(event, (KeyUsed, KeyCut)) else ""
    return setting_place(app, event.path, event.pos, what.removeprefix("the setting "))


def settings_of(app: App, keys: Collection[str]) -> Iterator[tuple[Run, SettingMade]]:
    """The settings of these names, each once."""
    for run, event in _settings(app):
        if event.key in keys:
            yield run, event


def set_at(app: App, event: Event) -> Place:
    """Where a setting is written, or where a call stands."""
    return setting_place(app, event.path, event.pos, event.key if isinstance(event, SettingMade) else "")


def setting_place(app: App, path: str, pos: Pos, key: str) -> Place:
    """Where in a stretch a setting stands: the line of its name, where the stretch has several lines."""
    place = app.place(path, pos)
    if not key.isidentifier():
        return place
    lines = app.file(path).lines
    for number in range(place.line, place.end_line + 1):
        if re.search(rf"\b{re.escape(key)}\b", lines[number - 1]):
            column = lines[number - 1].index(key)
            end = len(lines[number - 1].rstrip().rstrip(","))
            return place if number == place.line else Place(path, number, column, number, end)
    return place


_DEBUG_AT = {"flask.Flask.run": 2, "quart.Quart.run": 2, "apiflask.APIFlask.run": 2, "werkzeug.serving.run_simple": -1}


def _settings(app: App) -> Iterator[tuple[Run, SettingMade]]:
    """Every setting once: of one that is set twice in the same place, the value that came last."""
    last: dict[tuple[object, ...], tuple[Run, SettingMade]] = {}
    for run in app.runs:
        for event in run.events:
            if isinstance(event, SettingMade):
                last[(event.path, event.pos, event.key)] = (run, event)
    yield from last.values()


def _calls(app: App, names: frozenset[str]) -> Iterator[tuple[Run, LibraryCalled]]:
    told: set[tuple[object, ...]] = set()
    for run in app.runs:
        for event in run.events:
            if isinstance(event, LibraryCalled) and event.name in names and (event.path, event.pos) not in told:
                told.add((event.path, event.pos))
                yield run, event


def _weakens(row: Weakening, value: Given) -> bool:
    if row.values and value.is_only(*row.values):
        return True
    if row.holds and any(part in row.holds for const in value.consts for part in _flat(const)):
        return True
    if row.longest is None or not value.sure:
        return False
    return any(_span(const) > row.longest for const in value.consts)


def _may_be_cookies(location: Given) -> bool:
    """Tokens are taken from cookies, or from what is not in the source; where nothing is set, from a header."""
    return not location.sure or any("cookies" in _flat(const) for const in location.consts)


def _span(const: object) -> timedelta:
    if isinstance(const, timedelta):
        return const
    number = isinstance(const, int) and not isinstance(const, bool)
    return timedelta(seconds=min(const, 10**11)) if number and isinstance(const, int) else timedelta(0)


def _flat(const: object) -> tuple[object, ...]:
    return tuple(const) if isinstance(const, (tuple, frozenset, list)) else (const,)


def _by_hand_on_loopback(call: LibraryCalled) -> bool:
    """The call stands under `if __name__ == "__main__"` and serves this machine only: a developer's own start."""
    host = call.argument(0, "host", "hostname")
    near = host is None or (host.sure and all(const is None or const in _LOOPBACK for const in host.consts))
    return near and any(
        "builtins.__name__" in (atom.left.name, atom.right.name)
        or "__main__" in (*atom.left.consts, *atom.right.consts)
        for decided, _ in call.under
        for atom in decided.atoms
    )


def _adds_cross_origin(call: LibraryCalled) -> bool:
    added = call.argument(0, "middleware_class")
    return added is not None and added.name.endswith(authentication.CROSS_ORIGIN_CLASSES)


def _with_cookies(call: LibraryCalled, *, by_setting: bool) -> bool:
    asked = call.argument(-1, "supports_credentials", "allow_credentials")
    if asked is None:
        rules = call.argument(-1, "resources")
        nested = [rule.items.get("supports_credentials") for rule in rules.items.values()] if rules else []
        return by_setting or any(part is not None and part.is_true for part in nested)
    return asked.is_true


def _from_anywhere(call: LibraryCalled, *, known: bool) -> bool:
    origins = call.argument(-1, "origins", "allow_origins", "allow_origin", "allow_origin_regex")
    if origins is not None:
        return _any_origin(origins)
    if call.argument(-1, "allow_credentials") is not None:
        # Of these, none is allowed where none is named.
        return False
    rules = call.argument(-1, "resources")
    if rules is not None and rules.items:
        nested = [rule.items.get("origins") for rule in rules.items.values()]
        return any(part is None or _any_origin(part) for part in nested)
    return not known and not call.spread


def _any_origin(origins: Given) -> bool:
    """The origins are a star, or a pattern for everything."""
    if any(part.name == "re.compile()" for part in (origins, *origins.parts)):
        return False
    return any(isinstance(part, str) and part in _STAR for const in origins.consts for part in _flat(const))


def _short(event: Event) -> str | None:
    if isinstance(event, KeyUsed) and not event.fallback and isinstance(event.secret, (str, bytes)):
        size = len(event.secret.encode() if isinstance(event.secret, str) else event.secret)
        if size < _ENOUGH and not event.what.endswith(("Fernet", "SALT")):
            return f"{event.what} has {size * 8} bits"
    if isinstance(event, KeyCut):
        cookies = event.what.removeprefix("the setting ") in _OF_COOKIES
        known = event.drawn if cookies and event.drawn is not None else event.size
        if known < (_ENOUGH_DRAWN if cookies else _ENOUGH):
            return f"{event.what} has {known} bytes"
    return None
