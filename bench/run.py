"""How does the scanner do on real projects? CPU, memory, coverage and findings, beside the floor, bandit and semgrep.

Every figure of a project is measured in the same run, interleaved, as whole processes; ratios are to the floor, which
is `ast.parse` of every file. `make bench` prints the tables; with --write they are kept in docs/real-projects.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fetch import HERE, fetched, peer_tools, projects
from labels import Label, load, of_family, told
from measure import Cost, cost, median

DOCUMENT = HERE.parent / "docs" / "real-projects.md"
_RULES = HERE / "peers" / "deserialization.yaml"
#: bandit's own tests for pickle, marshal, YAML, shelve and their kin.
_BANDIT_TESTS = "B301,B302,B506,B307"
_SECONDS = 900.0
_ABOUT = """\
Made by `make bench ARGS=--write`: whole processes, medians of interleaved runs in one session. CPU is told as the ratio
to the floor, which is `ast.parse` of every file by CPython {python}. `alone` is a run with `--only deserialization`,
`again` a second run over the same files. All programs run from their bytecode, as they are when installed."""


@dataclass(slots=True)
class Row:
    """What was measured on one project."""

    name: str
    version: str
    costs: dict[str, Cost] = field(default_factory=dict)
    report: dict[str, object] = field(default_factory=dict)


def commands(tree: Path, peers: Path | None, kept: Path) -> dict[str, list[str]]:
    """What is measured, by name. `again` is a second run over the same files, whose first has kept its result."""
    scan = [
        sys.executable, "-m", "bearproof", "scan", str(tree), "--format", "json", "--fail-on", "none",
        "--allow-incomplete", "--no-gitignore",
    ]  # fmt: skip
    out = {
        "floor": [sys.executable, str(HERE / "floor.py"), str(tree)],
        "bearproof": [*scan, "--no-cache"],
        "alone": [*scan, "--no-cache", "--only", "deserialization"],
        "again": [*scan, "--cache-dir", str(kept)],
    }
    if peers is not None:
        out["bandit"] = [str(peers / "bandit"), "-q", "-r", "-t", _BANDIT_TESTS, "-f", "json", str(tree)]
        out["semgrep"] = [
            str(peers / "semgrep"), "scan", "--metrics=off", "--disable-version-check", "--json", "--jobs=1",
            "--no-git-ignore", "--config", str(_RULES), str(tree),
        ]  # fmt: skip
    return out


def measured(name: str, version: str, tree: Path, given: argparse.Namespace, peers: Path | None) -> Row:
    """All commands on one project, in turn, `--runs` times; the peers once."""
    row = Row(name, version)
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        chosen = commands(tree, peers, Path(folder) / "kept")
        cost(chosen["again"], seconds=_SECONDS, out=Path(folder) / "out")
        for turn in range(given.runs):
            for tool, command in chosen.items():
                if turn and tool in {"bandit", "semgrep"}:
                    continue
                print(f"{name}: {tool}, run {turn + 1}", file=sys.stderr)
                found.setdefault(tool, []).append(cost(command, seconds=_SECONDS, out=Path(folder) / "out"))
    row.costs = {tool: median(costs) for tool, costs in found.items()}
    row.report = json.loads(row.costs["bearproof"].out)
    return row


def cost_table(rows: list[Row]) -> list[str]:
    """CPU as a ratio to the floor, and memory."""
    lines = [
        "| project | files | lines | floor, CPU s | bearproof | alone | again | bandit | semgrep | peak MiB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        floor = row.costs["floor"].cpu
        ratios = [
            f"{row.costs[tool].cpu / floor:.2f}" if tool in row.costs else "not run"
            for tool in ("bearproof", "alone", "again", "bandit", "semgrep")
        ]
        coverage = row.report["coverage"]
        files, lines_seen = (coverage["files_seen"], coverage["lines_seen"]) if isinstance(coverage, dict) else (0, 0)
        lines.append(
            f"| {row.name} {row.version} | {files:,} | {lines_seen:,} | {floor:.2f} | {' | '.join(ratios)} "
            f"| {row.costs['bearproof'].mib:.0f} |"
        )
    return lines


def coverage_table(rows: list[Row]) -> list[str]:
    """What was looked at, what was not, and how many findings there are."""
    lines = [
        "| project | parsed | skipped | routes | not looked at | findings | in test code | bandit | semgrep |",
        "|---|---:|---:|---:|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        coverage, skipped = row.report["coverage"], row.report["not_looked"]
        if not isinstance(coverage, dict) or not isinstance(skipped, dict):
            continue
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(skipped["by_reason"].items())) or "nothing"
        findings = row.report["findings"]
        tests = sum(1 for item in findings if item["in_tests"]) if isinstance(findings, list) else 0
        peers = [str(_peer_findings(row, tool)) for tool in ("bandit", "semgrep")]
        lines.append(
            f"| {row.name} {row.version} | {coverage['files_parsed']:,} | {coverage['files_skipped']:,} "
            f"| {coverage['routes_found']:,} | {reasons} | {len(told(row.report))} | {tests} | {' | '.join(peers)} |"
        )
    return lines


def label_table(rows: list[Row]) -> list[str]:
    """Each finding outside test code with its label, and the precision of all."""
    known = load()
    lines = ["| project | check | place | read as | reason |", "|---|---|---|---|---|"]
    counts: Counter[str] = Counter()
    for row in rows:
        for check, place in told(row.report):
            label = known.get((f"{row.name} {row.version}", check, place))
            verdict = "not read yet" if label is None else "true" if label.true else "false"
            counts[verdict] += 1
            reason = "" if label is None else label.reason
            lines.append(f"| {row.name} | {check} | {place} | {verdict} | {reason} |")
    read = counts["true"] + counts["false"]
    share = f"{counts['true'] / read:.0%}" if read else "no finding read"
    lines += [
        "",
        f"{counts['true']} of {read} findings that were read are true ({share}); {counts['not read yet']} not.",
        _authorization(rows, known),
    ]
    return lines


def _authorization(rows: list[Row], known: dict[tuple[str, str, str], Label]) -> str:
    """How many findings about authorization there are for each 1,000 lines, and how many of those read are true."""
    total, read, true, size = 0, 0, 0, 0
    for row in rows:
        coverage = row.report["coverage"]
        size += coverage["lines_seen"] if isinstance(coverage, dict) else 0
        for check, place in of_family(told(row.report), "authorization"):
            label = known.get((f"{row.name} {row.version}", check, place))
            total, read, true = total + 1, read + (label is not None), true + (label is not None and label.true)
    return (
        f"About authorization: {true} of {read} that were read are true; {total} findings on {size:,} lines, "
        f"{1000 * total / max(size, 1):.4f} for each 1,000."
    )


def _peer_findings(row: Row, tool: str) -> int | str:
    if tool not in row.costs:
        return "not run"
    try:
        return len(json.loads(row.costs[tool].out)["results"])
    except (ValueError, KeyError):
        return f"ended with {row.costs[tool].code}"


def main() -> None:
    """Measure, print, and keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--only", help="one project by name")
    options.add_argument("--no-peers", action="store_true")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    trees = fetched()
    peers = None if given.no_peers else peer_tools()
    rows: list[Row] = []
    try:
        for name, version in projects():
            if not given.only or given.only == name:
                rows.append(measured(name, version, trees[name], given, peers))
    except KeyboardInterrupt:
        print("interrupted: the tables hold what was measured so far", file=sys.stderr)
    parts = [
        "# Real projects",
        _ABOUT.format(python=platform.python_version()),
        "\n".join(cost_table(rows)),
        "## What was looked at, and what was found",
        "The peers' columns count what their deserialization rules tell, with flow or without.",
        "\n".join(coverage_table(rows)),
        "## Every finding, read by hand",
        "\n".join(label_table(rows)),
    ]
    text = "\n\n".join(parts) + "\n"
    print(text)
    if given.write:
        DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
