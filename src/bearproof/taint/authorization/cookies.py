"""Which cookies that hold a credential can be read by scripts, or travel without encryption?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bearproof.catalog import cookies
from bearproof.model.app import App, Run
from bearproof.model.events import Event
from bearproof.model.protection import Given, LibraryCalled, SettingMade


def unflagged(app: App) -> Iterator[tuple[Run, Event, str]]:
    """Cookies whose flags are off, with what then holds: by a setting, and where a token is put into one."""
    yield from _by_setting(app)
    told: set[tuple[object, ...]] = set()
    for run in app.runs:
        for event in run.events:
            if isinstance(event, LibraryCalled) and event.name in cookies.SETTERS:
                how = _bare(event)
                if how is not None and (event.path, event.pos) not in told:
                    told.add((event.path, event.pos))
                    yield run, event, how


def _by_setting(app: App) -> Iterator[tuple[Run, Event, str]]:
    """A setting that takes a flag away, unless another place of the app gives the same setting another value."""
    made: dict[str, dict[tuple[object, ...], tuple[Run, SettingMade]]] = defaultdict(dict)
    for run in app.runs:
        for event in run.events:
            if isinstance(event, SettingMade) and event.key in cookies.WATCHED:
                made[event.key][(event.path, event.pos)] = (run, event)
    for key, places in made.items():
        if all(event.value.is_false for _, event in places.values()):
            for run, event in places.values():
                yield run, event, f"{key}: {cookies.WITHOUT_FLAG[key]}"


def _bare(call: LibraryCalled) -> str | None:
    """What holds of a cookie with a token whose flags are off."""
    value = call.argument(cookies.VALUE_AT, "value")
    maker = cookies.CREDENTIALS.get(value.name) if value is not None else None
    if maker is None or call.spread:
        return None
    open_to_scripts = _off(call.argument(cookies.HTTPONLY_AT, "httponly"))
    unencrypted = _off(call.argument(cookies.SECURE_AT, "secure"))
    if open_to_scripts and unencrypted:
        return f"the token of {maker} is set as a cookie that scripts can read and that travels without encryption"
    if open_to_scripts:
        return f"the token of {maker} is set as a cookie that scripts on a page can read"
    return f"the token of {maker} is set as a cookie that also travels without encryption" if unencrypted else None


def _off(flag: Given | None) -> bool:
    return flag is None or (flag.sure and not any(flag.consts))
