"""What can go wrong that the user can mend? One small tree; each error carries advice."""

from __future__ import annotations


class BearproofError(Exception):
    """Something the user can mend. `exit_code` is what the command ends with, `advice` says what to do."""

    exit_code = 2

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class UsageProblem(BearproofError):
    """An option or argument that cannot be used as given."""


class ConfigProblem(BearproofError):
    """A configuration file that cannot be read, or says what it must not."""


class SpecProblem(BearproofError):
    """A document of the API that cannot be read, or is none."""


class TargetProblem(BearproofError):
    """The path to scan is missing, empty or unreadable."""


class OutputProblem(BearproofError):
    """A report could not be written."""


class IncompleteRun(BearproofError):
    """The run could not look at what it was asked to look at."""

    exit_code = 3
