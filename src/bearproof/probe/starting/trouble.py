"""What can keep an app from being started and watched? One error for each, with what to do about it."""

from __future__ import annotations

from bearproof.errors import IncompleteRun


class AppNotStarted(IncompleteRun):
    """The app was not started. `log` holds the last lines that it wrote, with secrets redacted."""

    def __init__(self, message: str, *, advice: str = "", log: str = "") -> None:
        super().__init__(message, advice=advice)
        self.log = log


class AppBroken(AppNotStarted):
    """Importing or making the app raised."""


class AppMissing(AppNotStarted):
    """There is no app where `--app` points."""


class SettingMissing(AppNotStarted):
    """The app wants a setting that its environment does not have."""


class PortBusy(AppNotStarted):
    """Something else answers at the address already."""


class AppEnded(AppNotStarted):
    """The command ended before the app answered."""


class AppDaemonised(AppNotStarted):
    """The command put the app into the background, out of our hands."""


class AppReloads(AppNotStarted):
    """The app is served by a reloader's child, in which nothing watches."""


class AppSilent(AppNotStarted):
    """The app did not answer in time."""


class SensorAbsent(AppNotStarted):
    """The app answers, but the sensor in it did not say hello."""


class InterpreterMissing(AppNotStarted):
    """The interpreter or the command is not there, or cannot be run."""


class NotLoopback(AppNotStarted):
    """The address is not one of this machine alone."""
