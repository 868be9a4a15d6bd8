"""Are published flaws found in the last version that has them, with a trace from outside, and not in the first without?

Fetches both versions of each pair (once), scans them one after the other, and prints what was found at the sink that
the advisory names. `--write FILE` keeps the tables.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fetch import FETCHED, UnsafeArchive, WrongArchive, archived, peer_tools, unpack_sources
from published import FAMILIES, LeftOut, Pair, Version, doubts, found_in, left_in, load, source

#: Code injection and deserialization: what a finding at one of these sinks can be called.
_CWES = frozenset({94, 95, 470, 502, 913})
#: bandit's tests for pickle and its kin, marshal, YAML, eval, exec and torch.load.
_BANDIT_TESTS = "B301,B302,B506,B307,B102,B614"
#: bandit's tests for what it knows of authorization: secrets in the source, Flask's debug mode.
_BANDIT_DECISIONS = "B105,B106,B107,B201"
_SECONDS = 900.0
_HEADINGS = (
    "| flaw | project | source | fix | found | trace begins at | silent when fixed | other findings "
    "| bandit found | bandit silent |"
)
_ABOUT = {
    "deserialization": """\
Made by `python bench/pairs.py --write docs/published-flaws.md`. Each pair is the last version of a project that has a
published flaw and the first that has not, read from its archive, never built and never imported. Both were read by hand
at the sink that the advisory names. *Found* is a finding at that call; *traced*, that its trace begins where the data
comes in; *silent*, that nothing is told at that place in the fixed version. Other findings are counted in both.""",
    "authorization": """\
Made by `python bench/pairs.py --family authorization --write docs/published-authorization-flaws.md`. Each pair is the
last version of a project that has a published flaw of who may do what and the first that has not, read from its
archive, never built and never imported. Both were read by hand at the handler, condition, setting or call that the
advisory is about. *Found* is a finding there, of a check whose message is true of the flaw; *silent*, that none of
these checks tells anything there in the fixed version. Other findings are counted in both.""",
}
_TITLES = {"deserialization": "# Published flaws", "authorization": "# Published authorization flaws"}

Told = list[tuple[str, int, int]]


class ScanFailed(Exception):
    """A scan that did not end with a report."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on one pair.

    `begins` is where the trace of the finding begins, `others` are other findings, in both versions; `unseen` says why
    a file of the sink was not looked at.
    """

    pair: Pair
    found: bool
    traced: bool
    begins: str
    silent: bool
    others: tuple[int, int]
    unseen: str
    bandit: tuple[bool, bool] | None

    @property
    def right(self) -> bool:
        """Found as it should be, and silent in the fixed version."""
        return self.silent and (self.traced if self.pair.outside else self.found)


def tree(pair: Pair, version: Version) -> Path:
    """The Python files of one version; fetched and laid out first where they are missing."""
    folder = FETCHED / "pairs" / f"{pair.project}-{version.version}"
    if not folder.is_dir():
        archive = archived(pair.project, version.version, version.archive, version.sha256)
        folder.parent.mkdir(parents=True, exist_ok=True)
        unpack_sources(archive, folder)
    return folder


def scanned(folder: Path) -> tuple[list[dict[str, object]], dict[str, str]]:
    """What the scanner of this tree tells outside test code, and why it did not look at a file, by file."""
    command = [sys.executable, "-m", "bearproof", "scan", str(folder), "--format", "json", "--fail-on", "none"]
    command += ["--allow-incomplete", "--no-gitignore"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
        report = json.loads(done.stdout)
    except subprocess.TimeoutExpired as problem:
        raise ScanFailed(f"the scan of {folder.name} took longer than {_SECONDS:.0f} s") from problem
    except ValueError as problem:
        said = (done.stderr.strip().splitlines() or ["nothing on standard error"])[0]
        raise ScanFailed(f"the scan of {folder.name} ended with {done.returncode}: {said}") from problem
    places = report["not_looked"]["places"]
    # A limit cuts one route of a file short; what is told of the others stands.
    unseen = {item["place"].partition(":")[0]: item["reason"] for item in places if item["reason"] != "analysis-limit"}
    return [item for item in report["findings"] if not item["in_tests"]], unseen


def measured(pair: Pair, peers: Path | None) -> Row:
    """Both versions of a pair, scanned one after the other."""
    vulnerable, fixed = tree(pair, pair.vulnerable), tree(pair, pair.fixed)
    for doubt in doubts(pair, vulnerable, fixed):
        print(doubt, file=sys.stderr)
    before, unseen = scanned(vulnerable)
    after, unseen_after = scanned(fixed)
    kin = [item for item in before if _is_kin(pair, item)]
    hits = [kin[index] for index in found_in(_told(kin), vulnerable, pair.sinks)]
    kin = [item for item in after if _is_kin(pair, item)]
    left = left_in(_told(kin), fixed, pair)
    starts = [start for start in (_start(hit, vulnerable) for hit in hits) if start]
    true = [start for start in starts if any(text in start[1] for text in pair.begins)]
    files = {sink.file for sink in pair.sinks}
    return Row(
        pair,
        found=bool(hits),
        traced=bool(true),
        begins=_told_as(hits) if pair.checks else (true or starts or [("", "")])[0][0],
        # To say nothing of a file that was not looked at is no silence.
        silent=not left and not files & set(unseen_after),
        others=(len(before) - len(hits), len(after) - len(left)),
        unseen=", ".join(sorted({unseen[file] for file in files & set(unseen)})),
        bandit=_bandit(pair, vulnerable, fixed, peers) if peers else None,
    )


def _is_kin(pair: Pair, item: dict[str, object]) -> bool:
    """Whether a finding is of the kind of the flaw."""
    return item["check"] in pair.checks if pair.checks else item["cwe"] in _CWES


def _told_as(hits: Sequence[dict[str, object]]) -> str:
    """The check that tells a decision that is missing or wrong."""
    return ", ".join(sorted({str(hit["check"]) for hit in hits}))


def _told(items: Sequence[dict[str, object]]) -> Told:
    places = [item["place"] for item in items]
    return [(place["file"], place["line"], place["end_line"]) for place in places if isinstance(place, dict)]


def _start(finding: dict[str, object], folder: Path) -> tuple[str, str] | None:
    """Where a trace begins, and the source there; None without a trace."""
    trace = finding["trace"]
    if not isinstance(trace, list) or not trace:
        return None
    place = trace[0]["place"]
    return f"{place['file']}:{place['line']}", source(folder, place["file"]).text(place["line"], place["end_line"])


def _bandit(pair: Pair, vulnerable: Path, fixed: Path, peers: Path) -> tuple[bool, bool]:
    """Whether bandit tells the sink in the vulnerable version, and nothing there in the fixed one."""
    tests = _BANDIT_DECISIONS if pair.checks else _BANDIT_TESTS
    before = _bandit_told(vulnerable, sorted({sink.file for sink in pair.sinks}), peers, tests)
    after = _bandit_told(fixed, sorted({*(sink.file for sink in pair.sinks), *_moved(pair, fixed)}), peers, tests)
    return bool(found_in(before, vulnerable, pair.sinks)), not left_in(after, fixed, pair)


def _moved(pair: Pair, folder: Path) -> Iterator[str]:
    for name in pair.moved:
        paths = sorted((folder / name).rglob("*.py")) if name.endswith("/") else [folder / name]
        yield from (path.relative_to(folder).as_posix() for path in paths)


def _bandit_told(folder: Path, files: Sequence[str], peers: Path, tests: str) -> Told:
    paths = [str(folder / file) for file in files if (folder / file).is_file()]
    if not paths:
        return []
    command = [str(peers / "bandit"), "-q", "-t", tests, "-f", "json", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    rows = json.loads(done.stdout)["results"]
    return [
        (Path(row["filename"]).relative_to(folder).as_posix(), min(row["line_range"]), max(row["line_range"]))
        for row in rows
    ]


def table(rows: Sequence[Row]) -> list[str]:
    """One line for each pair."""
    headings = _HEADINGS.replace("trace begins at", "told as") if any(row.pair.checks for row in rows) else _HEADINGS
    lines = [headings, "|---|---|---|---|---|---|---|---:|---|---|"]
    for row in rows:
        pair = row.pair
        versions = f"{pair.project} {pair.vulnerable.version}, {pair.fixed.version}"
        bandit = " | ".join(_word(told) for told in row.bandit) if row.bandit else "not run | not run"
        lines.append(
            f"| {pair.id} | {versions} | {pair.source} | {pair.fix} | {_how(row)} | {row.begins} | {_word(row.silent)} "
            f"| {row.others[0]}, {row.others[1]} | {bandit} |"
        )
    return lines


def _word(true: bool) -> str:  # noqa: FBT001  # the value is all there is to say
    return "yes" if true else "no"


def _how(row: Row) -> str:
    if not row.found:
        return f"not looked at: {row.unseen}" if row.unseen else "no"
    return "yes" if row.traced or not row.pair.outside else "without the trace"


def score(rows: Sequence[Row]) -> list[str]:
    """The score in sentences: flaws whose data comes from outside, flaws in files, and bandit on all."""
    outside = [row for row in rows if row.pair.outside]
    inside = [row for row in rows if not row.pair.outside and not row.pair.checks]
    decisions = [row for row in rows if row.pair.checks]
    lines = []
    if decisions:
        lines.append(
            f"Decisions that are missing or wrong: {len(decisions)} flaws, "
            f"{sum(row.found for row in decisions)} found, "
            f"{sum(row.silent for row in decisions)} silent when fixed; **found and paired "
            f"{_share(sum(row.right for row in decisions), len(decisions))}**."
        )
    if outside:
        lines.append(
            f"From a request, a peer or a store: {len(outside)} flaws, {sum(row.found for row in outside)} found, "
            f"{sum(row.traced for row in outside)} with a trace that begins there, "
            f"{sum(row.silent for row in outside)} silent when fixed; **traced and paired "
            f"{_share(sum(row.right for row in outside), len(outside))}**."
        )
    if inside:
        lines.append(
            f"From a file: {len(inside)} flaws, {sum(row.found for row in inside)} found, "
            f"{sum(row.silent for row in inside)} silent when fixed; found and paired "
            f"{_share(sum(row.right for row in inside), len(inside))}."
        )
    told = [row.bandit for row in rows if row.bandit]
    if told:
        lines.append(
            f"bandit, which has no traces, on the files of the sinks: {sum(found for found, _ in told)} of {len(told)} "
            f"found, {sum(silent for _, silent in told)} silent when fixed, found and paired "
            f"{_share(sum(found and silent for found, silent in told), len(told))}."
        )
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})"


def missed(rows: Sequence[Row]) -> list[str]:
    """What must be understood to see each flaw that is not right yet."""
    return [f"- {row.pair.id} ({row.pair.project}): {row.pair.needs}" for row in rows if not row.right]


def document(
    rows: Sequence[Row], left_out: Sequence[LeftOut], failed: Sequence[str], family: str = "deserialization"
) -> str:
    """All of it as a page."""
    known = [f"- {row.pair.id}, {row.pair.project} {row.pair.fixed.version}: {row.pair.changed}" for row in rows]
    out = [f"- {item.id}, {item.project}: {item.reason}" for item in left_out]
    parts = [
        _TITLES[family],
        _ABOUT[family],
        "\n".join(score(rows)),
        "\n".join(table(rows)),
        "## What the missed ones need\n\n" + ("\n".join(missed(rows)) or "Nothing is missed."),
        "## What each fix changed\n\n" + "\n".join(known),
        "## Read, and left out\n\n" + "\n".join(out),
    ]
    if failed:
        parts.append("## Not measured\n\n" + "\n".join(f"- {line}" for line in failed))
    return "\n\n".join(parts) + "\n"


def chosen(pairs: Sequence[Pair], only: Sequence[str]) -> list[Pair]:
    """The pairs that `--only` names by flaw or by project, or all."""
    unknown = [name for name in only if not any(name in {pair.id, pair.project} for pair in pairs)]
    if unknown:
        known = ", ".join(sorted({pair.project for pair in pairs}))
        raise SystemExit(f"no pair is called {', '.join(unknown)}; projects: {known}")
    return [pair for pair in pairs if not only or {pair.id, pair.project} & set(only)]


def main() -> int:
    """Fetch, measure, print and keep; ends with 1 when a pair could not be measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--family", choices=sorted(FAMILIES), default="deserialization")
    options.add_argument("--only", action="append", default=[], metavar="FLAW_OR_PROJECT")
    options.add_argument("--no-peers", action="store_true")
    options.add_argument("--write", type=Path, metavar="FILE")
    given = options.parse_args()
    pairs, left_out = load(FAMILIES[given.family])
    pairs = chosen(pairs, given.only)
    peers = None if given.no_peers else peer_tools()
    rows: list[Row] = []
    failed: list[str] = []
    try:
        for number, pair in enumerate(pairs, 1):
            print(f"{number} of {len(pairs)}: {pair.id}, {pair.project}", file=sys.stderr)
            try:
                rows.append(measured(pair, peers))
            except (WrongArchive, UnsafeArchive, ScanFailed) as problem:
                failed.append(f"{pair.id}, {pair.project}: {problem}")
                print(failed[-1], file=sys.stderr)
    except KeyboardInterrupt:
        failed.append("interrupted: the tables hold what was measured so far")
    page = document(rows, left_out, failed, given.family)
    print(page)
    if given.write:
        given.write.write_text(page, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
