"""What do the demo and the checks say today? Shows the demo, or keeps the copies in README.md and docs/ true.

`--show` runs the demo for a person; `--check` fails when a copy is stale; with neither, the copies are renewed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CHECKS = ROOT / "docs" / "checks.md"
LAB = "src/bearproof/lab"
BEGIN, END = "<!-- demo:begin -->", "<!-- demo:end -->"

#: The README shows the start of a scan: so many findings tell a reader what the tool is like.
SHOWN = 1
WIDTH = "100"

#: What each check says of itself, in the order a reader asks.
_HEADINGS = (
    ("What it finds", "what"),
    ("Why it matters", "why"),
    ("Instead", "instead"),
    ("How it is proven", "proven_by"),
    ("How the guard stops it", "guarded_by"),
)

Command = tuple[str, ...]
DEMO: Command = ("demo", "--quiet")
SCAN: Command = ("scan", f"{LAB}/vulnerable", "--fail-on", "none")


def main() -> int:
    """Do what the options say; answers with the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.show:
        return show()
    text = README.read_text(encoding="utf-8")
    fresh = {README: pasted(text, printed(DEMO), printed(SCAN)), CHECKS: checks_page()}
    stale = [path for path, new in fresh.items() if not path.exists() or path.read_text(encoding="utf-8") != new]
    if options.check and stale:
        names = ", ".join(path.name for path in stale)
        print(f"{names}: not what the program says today; run `make docs`", file=sys.stderr)
        return 1
    for path in stale:
        path.write_text(fresh[path], encoding="utf-8")
    return 0


def show() -> int:
    """The demo as a person sees it; its report is left in the current folder."""
    return _bearproof(("demo",), cwd=Path.cwd()).returncode


def printed(command: Command) -> str:
    """What a command prints to a file: without colour, and of one width."""
    environment = os.environ | {"COLUMNS": WIDTH, "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        # The demo leaves its report where it is started.
        where = Path(folder) if command == DEMO else ROOT
        # A result that an earlier run has kept would say so.
        environment |= {"XDG_CACHE_HOME": folder}
        captured = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        done = _bearproof(command, env=environment, cwd=where, **captured)
        if done.returncode:
            # On a machine that is busy elsewhere a proof may miss its moment; twice is no accident.
            done = _bearproof(command, env=environment, cwd=where, **captured)
    if done.returncode:
        message = f"bearproof {' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
        raise SystemExit(message)
    # Times differ from run to run.
    return re.sub(r"\b\d+(\.\d+)? ?(ms|s)\b", "… s", done.stdout)


def checks_page() -> str:
    """The page of all checks, from what each says of itself."""
    done = _bearproof(("explain", "--format", "json"), stdout=subprocess.PIPE, text=True)
    parts = [
        "# The checks",
        "Made from the checks' own files by `make docs`; `bearproof explain CHECK` prints the same.",
    ]
    for doc in sorted(json.loads(done.stdout), key=lambda doc: (doc["family"], doc["name"])):
        tags = ", ".join(doc["tags"])
        parts += [
            f"## {doc['name']}",
            f"{doc['title']} {doc['severity']}, CWE-{doc['cwe']}, {doc['family']}, since {doc['since']}; {tags}.",
            *(f"**{heading}.** {doc[key]}" for heading, key in _HEADINGS),
            f"Bad:\n\n```python\n{doc['bad'].strip()}\n```",
            f"Good:\n\n```python\n{doc['good'].strip()}\n```",
        ]
    return "\n\n".join(parts) + "\n"


def pasted(readme: str, demo: str, scan: str) -> str:
    """The README with the output of both commands between its markers."""
    blocks = scan.strip("\n").split("\n\n")
    start = "\n\n".join(blocks[:SHOWN]) + ("\n\n[…]\n\n" + blocks[-1] if len(blocks) > SHOWN + 1 else "")
    session = f"```console\n$ bearproof demo\n{demo.strip()}\n\n$ bearproof {' '.join(SCAN)}\n{start}\n```"
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{session}\n{END}{after}"


def _bearproof(command: Command, cwd: Path = ROOT, **how: object) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "bearproof", *command]
    return subprocess.run(program, cwd=cwd, check=False, **how)  # type: ignore[call-overload,no-any-return]  # passed on


if __name__ == "__main__":
    sys.exit(main())
