"""Which checks are there? Every file of the folder `checks/` whose name does not begin with `_`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import bearproof.checks
from bearproof.findings import Edit, Finding, Fix, Status

if TYPE_CHECKING:
    from bearproof.checks._check import Check
    from bearproof.fix.editing.script import Scripts

    Mend = Callable[[Finding, Scripts], Fix | Edit | Status | None]


def names() -> tuple[str, ...]:
    """The names of all checks, sorted; nothing is imported."""
    modules = (module.name for module in pkgutil.iter_modules(bearproof.checks.__path__))
    return tuple(sorted(name.replace("_", "-") for name in modules if name[0] != "_"))


def load(name: str) -> Check:
    """The check of that name; KeyError when there is none."""
    if name not in names():
        raise KeyError(name)
    module = importlib.import_module(f"bearproof.checks.{name.replace('-', '_')}")
    check: Check = module.check
    return check


def load_all() -> tuple[Check, ...]:
    """Every check, in order of name."""
    return tuple(load(name) for name in names())


def mended(mend: Mend, findings: Sequence[Finding], scripts: Scripts) -> Iterator[Finding]:
    """The findings of one check, each with the fix that the check offers, or with what the check says it is already."""
    about = scripts.about(findings)
    for finding in findings:
        offered = _offered(mend, _with_all_fields(finding, findings), about)
        if offered is None or isinstance(offered, Status):
            yield replace(finding, status=offered or finding.status)
            continue
        fix = offered if isinstance(offered, Fix) else Fix("edit", (offered,))
        yield replace(finding, fixes=(*finding.fixes, fix))


def _offered(mend: Mend, finding: Finding, scripts: Scripts) -> Fix | Edit | Status | None:
    try:
        return mend(finding, scripts)
    except Exception:  # noqa: BLE001  # the border of a fix: no finding may be lost for want of an edit
        return None


def _with_all_fields(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """The finding with what any operation reads of the result: one edit serves them all.

    Where several operations meet, what one of them needs is not needed by the others.
    """
    same = [other for other in findings if other.place == finding.place]
    fields = [field for other in same for field in other.fields]
    if len({other.operation for other in same}) > 1:
        fields = [replace(field, required=False) for field in fields]
    return replace(finding, fields=tuple(dict.fromkeys(fields))) if fields else finding
