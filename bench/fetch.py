"""How do the measured projects and the peers come here? Wheels by pinned hash, unpacked with care, never built."""

from __future__ import annotations

import stat
import subprocess
import sys
import venv
import zipfile
from pathlib import Path, PurePosixPath

HERE = Path(__file__).parent
FETCHED = HERE / ".fetched"
PROJECTS = HERE / "projects.txt"
PEERS = HERE / "peers" / "requirements.txt"


class UnsafeArchive(Exception):
    """An archive that names a place outside its own folder, or a link."""


def projects() -> list[tuple[str, str]]:
    """The measured projects as (name, version), in order of the list."""
    rows = []
    for line in PROJECTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, version = line.split()[0].partition("==")
            rows.append((name, version))
    return rows


def fetched() -> dict[str, Path]:
    """The folder of each project; what is missing is downloaded and unpacked first."""
    wheels = FETCHED / "wheels"
    trees = {name: FETCHED / "trees" / f"{name}-{version}" for name, version in projects()}
    if not all(tree.is_dir() for tree in trees.values()):
        print("fetching the projects (once, some 300 MB)", file=sys.stderr)
        command = ["-m", "pip", "download", "-q", "--only-binary", ":all:", "--no-deps", "--require-hashes"]
        subprocess.run([sys.executable, *command, "-d", str(wheels), "-r", str(PROJECTS)], check=True)
        for name, version in projects():
            wheel = next(wheels.glob(f"{name.replace('-', '_')}-{version}-*.whl"))
            unpack(wheel, trees[name])
    return trees


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a wheel into a folder of its own.

    Raises UnsafeArchive, before anything is written, for a name that leads outside or is a link.
    """
    with zipfile.ZipFile(archive) as file:
        for item in file.infolist():
            path = PurePosixPath(item.filename)
            is_link = stat.S_ISLNK(item.external_attr >> 16)
            if path.is_absolute() or ".." in path.parts or "\\" in item.filename or is_link:
                raise UnsafeArchive(f"{archive.name} holds {item.filename!r}")
        part = folder.with_name(f"{folder.name}.part")
        file.extractall(part)
    # The tree is a project of its own: places are told from here, and no settings from further up are read.
    (part / "pyproject.toml").touch()
    part.rename(folder)


def peer_tools() -> Path | None:
    """The folder with the peers' commands; None, with the reason told, when they cannot be installed here."""
    home = FETCHED / "peers"
    done = home / "installed"
    if not done.exists():
        print("installing bandit and semgrep (once)", file=sys.stderr)
        venv.create(home, with_pip=True)
        command = [str(home / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(PEERS)]
        problem = subprocess.run(command, check=False).returncode
        if problem:
            print(
                f"the peers could not be installed (pip ended with {problem}): measured without them", file=sys.stderr
            )
            return None
        done.touch()
    return home / "bin"
