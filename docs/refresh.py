"""What does the demo print today? Shows it, or keeps the README's copy of it true.

`--show` runs the demo for a person; `--check` fails when the README's copy is stale; with neither, the copy is renewed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
LAB = "src/bearproof/lab"
BEGIN, END = "<!-- demo:begin -->", "<!-- demo:end -->"

#: The README shows the start of the demo: so many findings tell a reader what the tool is like.
SHOWN = 3
WIDTH = "100"

Command = tuple[str, ...]
VULNERABLE: Command = ("scan", f"{LAB}/vulnerable", "--fail-on", "none")
#: The twin is scanned with the strictest threshold: any finding at all fails the demo.
GUARDED: Command = ("scan", f"{LAB}/guarded", "--fail-on", "info")


def main() -> int:
    """Do what the options say; answers with the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.show:
        return show()
    text = README.read_text(encoding="utf-8")
    fresh = pasted(text, printed(VULNERABLE), printed(GUARDED))
    if options.check and fresh != text:
        print("README.md does not show what the demo prints today: run `make docs`", file=sys.stderr)
        return 1
    README.write_text(fresh, encoding="utf-8")
    return 0


def show() -> int:
    """Both scans, as a person sees them; fails when either cannot be done or the twin has a finding."""
    print("The vulnerable lab: every flaw below is there on purpose.\n", flush=True)
    first = _bearproof(VULNERABLE).returncode
    print("\nIts guarded twin, the same routes written safely: nothing may be found.\n", flush=True)
    return first or _bearproof(GUARDED).returncode


def printed(command: Command) -> str:
    """What a command prints to a file: without colour, and of one width."""
    environment = os.environ | {"COLUMNS": WIDTH, "NO_COLOR": "1"}
    done = _bearproof(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        message = f"bearproof {' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
        raise SystemExit(message)
    # Times differ from run to run.
    return re.sub(r"\b\d+(\.\d+)? ?(ms|s)\b", "… s", done.stdout)


def pasted(readme: str, vulnerable: str, guarded: str) -> str:
    """The README with the demo's output between its markers."""
    blocks = vulnerable.strip("\n").split("\n\n")
    start = "\n\n".join(blocks[:SHOWN]) + ("\n\n[…]\n\n" + blocks[-1] if len(blocks) > SHOWN + 1 else "")
    first = f"$ bearproof {' '.join(VULNERABLE)}\n{start}"
    second = f"$ bearproof {' '.join(GUARDED)}\n{guarded.strip()}"
    session = f"```console\n{first}\n\n{second}\n```"
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{session}\n{END}{after}"


def _bearproof(command: Command, **how: object) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "bearproof", *command]
    return subprocess.run(program, cwd=ROOT, check=False, **how)  # type: ignore[call-overload,no-any-return]  # passed on


if __name__ == "__main__":
    sys.exit(main())
