"""Does `bearproof routes` tell the routes that the app itself tells? Real projects, started, beside their `url_map`.

Each project's wheels are installed, never built, into an environment of its own beside the fetched trees; the app is
started from its tree in a child process that may ask loopback only, and says which rules it has. An operation is equal
when both tell it; missing when only the app tells it; invented when only the table does. What a library answers whose
code is not in the tree is counted apart. `--list` names every operation that is not equal; `--write` keeps the table in
docs/routes.md. A project that cannot be installed or started is skipped, and the reason is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from fetch import FETCHED, HERE, fetched, projects

from bearproof import lab
from bearproof.findings import RouteRow
from bearproof.inputs.settings import Settings
from bearproof.scan.analysing import in_tests
from bearproof.scan.static import scan

STARTS = HERE / "url_maps" / "starts.toml"
DOCUMENT = HERE.parent / "docs" / "routes.md"
_CHILD = HERE / "url_maps" / "child.py"
_BEGIN, _END = "<!-- url_maps: begin -->", "<!-- url_maps: end -->"
_SECONDS = 300
_UNSAID = frozenset({"HEAD", "OPTIONS"})

Operation = tuple[str, str]


class NotStarted(Exception):
    """A project that could not be installed or started; the message says why."""


@dataclass(slots=True)
class Compared:
    """One project: what both tell, and what only one of them does."""

    name: str
    version: str
    equal: set[Operation] = field(default_factory=set)
    missing: dict[Operation, str] = field(default_factory=dict)
    elsewhere: dict[Operation, str] = field(default_factory=dict)
    invented: dict[Operation, str] = field(default_factory=dict)
    unknown: dict[Operation, str] = field(default_factory=dict)
    apart: set[Operation] = field(default_factory=set)
    skipped: str = ""


def compared(name: str, version: str, tree: Path, start: dict[str, object]) -> Compared:
    """What the app says of itself beside what the table says of it."""
    out = Compared(name, version)
    folder = tree / str(start.get("path", ""))
    try:
        told = _of_the_app(name, version, folder, start)
    except NotStarted as reason:
        out.skipped = str(reason)
        return out
    result = scan(tree, Settings(respect_gitignore=False, allow_incomplete=True))
    rows = (*result.routes, *result.files)
    own = {operation: str(rule["file"]) for rule in told for operation in _operations(rule)}
    table = {(method, row.path): row for row in rows for method in row.methods if method not in _UNSAID}
    others, unless = start.get("others", {}), start.get("unless", {})
    for operation, row in table.items():
        if operation in own:
            out.equal.add(operation)
        elif in_tests(row.place.file) or " ".join(operation) in unless or _is_of(others, row.place.file):  # type: ignore[operator]  # a table of TOML
            out.apart.add(operation)
        elif "<unknown>" in row.path:
            out.unknown[operation] = _said(row)
        else:
            out.invented[operation] = _said(row)
    for operation, file in own.items():
        if operation not in table:
            inside = Path(file).is_relative_to(tree.resolve()) if file else False
            (out.missing if inside else out.elsewhere)[operation] = file.replace(f"{tree.resolve()}/", "")
    return out


def _is_of(patterns: object, file: str) -> bool:
    return isinstance(patterns, dict) and any(fnmatch(file, pattern) for pattern in patterns)


def _operations(rule: dict[str, object]) -> Iterator[Operation]:
    methods = rule["methods"]
    for method in methods if isinstance(methods, list) else ():
        if method not in _UNSAID:
            yield method, f"{rule['host']}{rule['rule']}"


def _said(row: RouteRow) -> str:
    return f"{row.place} {row.handler}"


def _of_the_app(name: str, version: str, folder: Path, start: dict[str, object]) -> list[dict[str, object]]:
    """The rules of the running app, from a child process that is given a home of its own and nothing else."""
    python = Path(sys.executable) if name == "lab" else _installed(name, version, start)
    with tempfile.TemporaryDirectory() as home:
        script = Path(home) / "start.py"
        script.write_text(str(start["start"]), encoding="utf-8")
        stand_in = start.get("stand_in", [])
        command = [str(python), str(_CHILD), str(script), ",".join(stand_in if isinstance(stand_in, list) else [])]
        environment = {"PATH": "/usr/bin:/bin", "HOME": home, "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            child = subprocess.run(
                [*command, str(folder)], cwd=home, env=environment, capture_output=True, text=True, timeout=_SECONDS,
                check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise NotStarted(f"it did not start within {_SECONDS} seconds") from None
    lines = child.stdout.splitlines()
    if child.returncode or not lines:
        told = child.stderr.strip().splitlines() or [f"it ended with {child.returncode}"]
        raise NotStarted(f"it does not start: {told[-1]}")
    rules: list[dict[str, object]] = json.loads(lines[-1])["rules"]
    return rules


def _installed(name: str, version: str, start: dict[str, object]) -> Path:
    """The interpreter of an environment with the project's wheels."""
    home = FETCHED / "venvs" / name
    python = home / "bin" / "python"
    if (home / "installed").exists():
        return python
    print(f"installing {name} (once)", file=sys.stderr)
    venv.create(home, with_pip=False)
    extra = f"[{start['extra']}]" if "extra" in start else ""
    more = start.get("more", [])
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as overrides:
        # A package that has no wheel would have to be built, which runs its code: it is left out.
        without = start.get("without", [])
        for package in without if isinstance(without, list) else []:
            overrides.write(f"{package}; python_version < '0'\n")
        overrides.flush()
        command = ["uv", "pip", "install", "-q", "--only-binary", ":all:", "--override", overrides.name]
        command += ["--find-links", str(FETCHED / "wheels"), "--python", str(python), f"{name}{extra}=={version}"]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        try:
            done = subprocess.run(
                [*command, *(more if isinstance(more, list) else [])],
                check=False, capture_output=True, text=True, env={**os.environ, "PATH": path},
            )  # fmt: skip
        except FileNotFoundError:
            raise NotStarted("uv is not on PATH, which installs without building") from None
    if done.returncode:
        raise NotStarted(f"it cannot be installed from wheels: {' '.join(done.stderr.split())[:300]}")
    (home / "installed").touch()
    return python


def table(rows: list[Compared]) -> list[str]:
    """The comparison as Markdown."""
    lines = [
        "| project | equal | missing | invented | rule not known | answered by a library | of another app or setting |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        if row.skipped:
            lines.append(f"| {row.name} {row.version} | not started: {row.skipped} | | | | | |")
            continue
        counts = (row.equal, row.missing, row.invented, row.unknown, row.elsewhere, row.apart)
        lines.append(f"| {row.name} {row.version} | " + " | ".join(f"{len(each):,}" for each in counts) + " |")
    return lines


def _listed(row: Compared) -> Iterator[str]:
    told = {"missing": row.missing, "invented": row.invented, "unknown": row.unknown, "library": row.elsewhere}
    for word, found in told.items():
        for (method, rule), where in sorted(found.items(), key=lambda item: (item[1], item[0])):
            yield f"{row.name}\t{word}\t{method} {rule}\t{where}"


def main() -> None:
    """Compare the chosen projects, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="*", help="Names of projects; default: all that say how they are started.")
    parser.add_argument("--list", action="store_true", help="Name every operation that is not equal.")
    parser.add_argument("--write", action="store_true", help="Keep the table in docs/routes.md.")
    given = parser.parse_args()
    starts = tomllib.loads(STARTS.read_text(encoding="utf-8"))
    known = {"lab": ("", lab.VULNERABLE)}
    if set(given.projects or starts) != {"lab"}:
        trees = fetched()
        known |= {name: (version, trees[name]) for name, version in projects()}
    rows = []
    for name, start in starts.items():
        if given.projects and name not in given.projects:
            continue
        version, tree = known[name]
        rows.append(compared(name, version, tree, start))
        for line in _listed(rows[-1]) if given.list else ():
            print(line)
    lines = table(rows)
    print("\n".join(lines))
    if given.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, _, rest = text.partition(_BEGIN)
        _, _, after = rest.partition(_END)
        DOCUMENT.write_text(f"{before}{_BEGIN}\n" + "\n".join(lines) + f"\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
