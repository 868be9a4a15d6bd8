"""How do we run an interpreter on hostile text? In a child with limits that shares nothing with us but two pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bearproof.inputs.reading import Limits

#: The first lines of every child's program: limits first, then the text from standard input. Python 3.8 grammar.
_PREAMBLE = """\
import sys
try:
    import resource
    def limit(kind, amount):
        hard = resource.getrlimit(kind)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (amount, amount))
    limit(resource.RLIMIT_CPU, int(sys.argv[1]))
    limit(resource.RLIMIT_AS, int(sys.argv[2]))
    limit(resource.RLIMIT_CORE, 0)
except (ImportError, ValueError, OSError):
    pass
import warnings
warnings.simplefilter("ignore")
text = sys.stdin.buffer.read().decode("utf-8")
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child said. `code` is its exit code, or None when its time was up; negative for a signal."""

    code: int | None
    output: bytes = b""


def ask(
    interpreter: str, program: str, text: str, limits: Limits, *, isolated: tuple[str, ...] = ("-I", "-S")
) -> Answer:
    """Run `program`, which finds the text in `text`, under `interpreter`, and answer with what it printed.

    The child starts in the root folder with an empty environment: nothing of the scanned tree can reach it but `text`.
    """
    seconds = max(1, round(limits.parse_seconds))
    command = [interpreter, *isolated, "-c", _PREAMBLE + program, str(seconds), str(limits.parse_mib * 1024 * 1024)]
    try:
        done = subprocess.run(  # noqa: S603  # the interpreter is ours or was found by interpreters.py, the program a constant
            command,
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(os.sep).resolve(),
            env=_environment(os.environ),
            timeout=limits.parse_seconds + 2,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(None)
    except OSError:
        return Answer(127)
    return Answer(done.returncode, done.stdout)


def own_interpreter() -> str:
    """The path of the running interpreter, empty when it is embedded in something else."""
    return sys.executable or ""


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    # Windows cannot start a process without it.
    return {name: environ[name] for name in ("SYSTEMROOT",) if name in environ}
