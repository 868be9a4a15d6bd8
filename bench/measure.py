"""What does a command cost? CPU seconds and peak memory of the whole process, with all that it starts."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system), peak resident MiB, the exit code and what was printed."""

    cpu: float
    mib: float
    code: int
    out: str


def cost(command: Sequence[str], *, seconds: float, out: Path) -> Cost:
    """Run a command once. It is ended, and its code is negative, when it takes longer than `seconds`."""
    # An installed program has its bytecode beside it: compiling it anew in each run is not part of what it costs.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with out.open("wb") as file:
        child = subprocess.Popen(
            command, stdout=file, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
        )
        deadline = time.monotonic() + seconds
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                child.kill()
            time.sleep(0.02)
    child.returncode = os.waitstatus_to_exitcode(status)
    text = out.read_text(encoding="utf-8", errors="replace")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode, text)


def median(costs: Sequence[Cost]) -> Cost:
    """The cost whose CPU time is the median; memory is the highest of all."""
    middle = statistics.median_low([item.cpu for item in costs])
    chosen = next(item for item in costs if item.cpu == middle)
    return Cost(chosen.cpu, max(item.mib for item in costs), chosen.code, chosen.out)
