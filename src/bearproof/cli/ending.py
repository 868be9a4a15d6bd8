"""How does a run end? One exit code per outcome, and a fixed order in which they beat each other."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bearproof.findings import Result, Severity


class Code(enum.IntEnum):
    """The exit codes, in ascending order of number, not of weight."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4
    INTERRUPTED = 130


#: The heaviest first: a run that broke or was stopped says nothing about findings, a wrong option little.
_BY_WEIGHT = (Code.INTERNAL, Code.INTERRUPTED, Code.USAGE, Code.INCOMPLETE, Code.FINDINGS, Code.CLEAN)


def heaviest(*codes: int) -> Code:
    """The code that beats the others."""
    return min((Code(code) for code in codes), key=_BY_WEIGHT.index)


def outcome(result: Result, *, fail_on: Severity | None, allow_incomplete: bool) -> Code:
    """The code a result deserves; `fail_on` None never fails for findings."""
    return heaviest(
        Code.INTERRUPTED if result.interrupted else Code.CLEAN,
        Code.INCOMPLETE if result.incomplete and not allow_incomplete else Code.CLEAN,
        Code.FINDINGS if _fails(result, fail_on) else Code.CLEAN,
    )


def _fails(result: Result, fail_on: Severity | None) -> bool:
    # Compared as a word, so that deciding on an exit code needs nothing of the findings module at import.
    return fail_on is not None and any(
        finding.status == "open" and not finding.in_tests and finding.severity >= fail_on for finding in result.findings
    )
