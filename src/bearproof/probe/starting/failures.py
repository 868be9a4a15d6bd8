"""Why did the app not start? What its bootstrap told, as an error with advice."""

from __future__ import annotations

from collections.abc import Mapping

from bearproof.probe.redaction import redacted
from bearproof.probe.starting.trouble import AppBroken, AppMissing, AppNotStarted, AppReloads, SettingMissing

_LOG_CHARACTERS = 4000


def failure(app: str, event: Mapping[str, object], log: str, environment: Mapping[str, str]) -> AppNotStarted:
    """The error for an event `failed`."""
    reason, detail = str(event.get("reason")), redacted(str(event.get("detail") or ""), environment)
    shown = shown_log(log, environment)
    first = detail.strip().splitlines()[0] if detail.strip() else ""
    if reason == "reloads":
        return AppReloads(
            "the app is started with a reloader, whose child cannot be watched",
            advice="Start it without --debug and --reload.",
            log=shown,
        )
    if reason == "no-app":
        return AppMissing(
            f"no app at {app or 'the default place'}: {first}", advice="Name it: --app MODULE:NAME.", log=shown
        )
    if reason == "setting":
        return SettingMissing(
            f"the app wants a setting that it does not have: {first}",
            advice="Set it in the environment of this command; a made-up value will do.",
            log=shown,
        )
    return AppBroken(
        f"importing {app or 'the app'} raised {first}",
        advice="Name the interpreter that has the app's packages with --python.",
        log=shown,
    )


def shown_log(log: str, environment: Mapping[str, str]) -> str:
    """The end of the log, redacted."""
    return redacted(log[-_LOG_CHARACTERS:], environment)


def last_line(log: str) -> str:
    """The last line that says something, as the end of a message; empty when there is none."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return f": {lines[-1]}" if lines else ""
