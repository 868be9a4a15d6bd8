"""Does that check or family exist? And if not, which one was meant?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bearproof.errors import UsageProblem

if TYPE_CHECKING:
    from bearproof.findings import CheckDoc


def ensure_known(wanted: Iterable[str], docs: Mapping[str, CheckDoc]) -> None:
    """Raise `UsageProblem` for the first name that is neither a check nor a family."""
    known = {*docs, *(doc.family for doc in docs.values())}
    for name in wanted:
        if name not in known:
            raise UsageProblem(f"there is no check or family named {name!r}", advice=nearest(name, known))


def named(name: str, docs: Mapping[str, CheckDoc]) -> CheckDoc:
    """The check of that name; `UsageProblem` with the nearest name when there is none."""
    if name not in docs:
        raise UsageProblem(f"there is no check named {name!r}", advice=nearest(name, docs))
    return docs[name]


def nearest(name: str, known: Iterable[str]) -> str:
    """Advice that names the most similar known name, or where all of them are listed."""
    import difflib  # noqa: PLC0415 - only a mistyped name pays for it

    close = difflib.get_close_matches(name.lower().replace("_", "-"), sorted(known), n=1)
    return f"did you mean {close[0]}?" if close else "bearproof explain lists every check by family"
