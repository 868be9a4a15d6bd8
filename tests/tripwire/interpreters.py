"""Which interpreters are there to test under? Next to the running one, and on PATH."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path


@functools.cache
def found(version: str) -> str | None:
    """The path of an interpreter of that version, or None. A shim that cannot choose one does not count."""
    if version == f"{sys.version_info[0]}.{sys.version_info[1]}":
        return sys.executable
    beside = sorted(Path(sys.base_prefix).parent.glob(f"{version}.*/bin/python{version}"))
    on_path = [Path(entry) / f"python{version}" for entry in os.environ.get("PATH", "").split(os.pathsep)]
    return next((str(path) for path in [*beside, *on_path] if shutil.which(path) and _says(path, version)), None)


def _says(path: Path, version: str) -> bool:
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([str(path), "-I", "-c", program], capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


#: The ones that the wire has to work under, and those newer ones that are here.
VERSIONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", *filter(found, ("3.14", "3.15")))
