"""What does SARIF say of a check? One rule, with the prose, the weight and the tags that GitHub reads."""

from __future__ import annotations

import re

from bearproof.findings import CheckDoc, Severity
from bearproof.reports.plain import ended, one_line
from bearproof.reports.sarif.places import Tree

#: GitHub reads a number: above 9.0 is critical, from 7.0 high, from 4.0 medium, below low.
_SCORE = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.5",
    Severity.INFO: "0.0",
}
_LEVEL = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}

# GitHub shows the first ten tags of a rule, and cuts a short description at 1,024 characters.
_TAGS = 10
_SHORT = 1000


def level(severity: Severity) -> str:
    """SARIF's word for the severity."""
    return _LEVEL[severity]


def rule(doc: CheckDoc) -> Tree:
    """The check as a reporting descriptor."""
    return {
        "id": doc.name,
        "name": doc.name.title().replace("-", ""),
        "shortDescription": {"text": one_line(doc.title, _SHORT)},
        "fullDescription": {"text": f"{ended(one_line(doc.what))} {one_line(doc.why)}".strip()},
        "help": {"text": _help_text(doc), "markdown": _help_markdown(doc)},
        "defaultConfiguration": {"level": level(doc.severity)},
        "properties": {
            "tags": _tags(doc),
            "precision": "high",
            "security-severity": _SCORE[doc.severity],
            "problem.severity": _PROBLEM[level(doc.severity)],
        },
    }


def undocumented(name: str, severity: Severity, cwe: int) -> CheckDoc:
    """The doc of a check that handed in none: a finding without its rule would not be shown."""
    return CheckDoc(
        name, name, "", severity, cwe, what=name, why="", instead="", proven_by="", guarded_by="", bad="", good="",
        since="",
    )  # fmt: skip


def _tags(doc: CheckDoc) -> list[str]:
    tags = ["security", f"external/cwe/cwe-{doc.cwe:03d}", doc.family, *doc.tags]
    return list(dict.fromkeys(one_line(tag) for tag in tags if tag))[:_TAGS]


def _paragraphs(doc: CheckDoc) -> list[tuple[str, str]]:
    told = (
        ("What it finds", doc.what),
        ("Why it matters", doc.why),
        ("Instead", doc.instead),
        ("How it is proven", doc.proven_by),
        ("How the guard stops it", doc.guarded_by),
    )
    return [(heading, prose) for heading, prose in told if prose]


def _help_text(doc: CheckDoc) -> str:
    return "\n\n".join(f"{heading}\n{one_line(prose)}" for heading, prose in _paragraphs(doc))


def _help_markdown(doc: CheckDoc) -> str:
    parts = [f"## {heading}\n\n{one_line(prose)}" for heading, prose in _paragraphs(doc)]
    parts += [_code(heading, text) for heading, text in (("Bad", doc.bad), ("Good", doc.good)) if text.strip()]
    return "\n\n".join(parts)


def _code(heading: str, text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"## {heading}\n\n{fence}python\n{text.rstrip()}\n{fence}"
