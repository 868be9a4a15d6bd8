"""Which checks are there? Every file of the folder `checks/` whose name does not begin with `_`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace

import bearproof.checks
from bearproof.checks._check import Check
from bearproof.findings import Edit, Finding, Fix
from bearproof.model.source import SourceFile

Mend = Callable[[Finding, SourceFile], Fix | Edit | None]


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


def mended(mend: Mend, finding: Finding, file: SourceFile) -> Finding:
    """The finding with the fix that its check offers, where it offers one."""
    offered = mend(finding, file)
    if offered is None:
        return finding
    fix = offered if isinstance(offered, Fix) else Fix("edit", (offered,))
    return replace(finding, fixes=(*finding.fixes, fix))
