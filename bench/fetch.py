"""How do the measured projects and the peers come here? By pinned hash, unpacked with care, never built."""

from __future__ import annotations

import hashlib
import stat
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

HERE = Path(__file__).parent
FETCHED = HERE / ".fetched"
PROJECTS = HERE / "projects.txt"
PEERS = HERE / "peers" / "requirements.txt"
FINDER = HERE / "pairs-finder.txt"


class UnsafeArchive(Exception):
    """An archive that names a place outside its own folder, or a link."""


class WrongArchive(Exception):
    """An archive that could not be downloaded, or is not the one whose hash is pinned."""


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
        file.extractall(part)  # noqa: S202  # every name was looked at above
    # The tree is a project of its own: places are told from here, and no settings from further up are read.
    (part / "pyproject.toml").touch()
    part.rename(folder)


def archived(project: str, version: str, name: str, sha256: str) -> Path:
    """The pinned archive of one version, downloaded first where it is missing.

    A wheel comes by pip. pip would run the build of a source archive to learn its dependencies, so that comes by a
    finder, which only downloads. Raises WrongArchive.
    """
    archive = FETCHED / "wheels" / name
    if not archive.is_file():
        print(f"fetching {name}", file=sys.stderr)
        download = _download_wheel if name.endswith(".whl") else _download_source
        download(f"{project}=={version}", archive)
    if not archive.is_file():
        raise WrongArchive(f"{name} could not be downloaded; the line above says why")
    got = hashlib.sha256(archive.read_bytes()).hexdigest()
    if got != sha256:
        raise WrongArchive(f"{name} has the hash {got}, pinned is {sha256}; remove the file to fetch it anew")
    return archive


def unpack_sources(archive: Path, folder: Path) -> None:
    """Lay out the Python files of a wheel or a source archive, and nothing else, in a folder of their own.

    Raises UnsafeArchive, before anything is written, for a name that leads outside.
    """
    files = list(_wheel_sources(archive) if archive.suffix == ".whl" else _archive_sources(archive))
    for name, _ in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name:
            raise UnsafeArchive(f"{archive.name} holds {name!r}")
    part = folder.with_name(f"{folder.name}.part")
    for name, content in files:
        target = part / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (part / "pyproject.toml").touch()
    part.rename(folder)


def _download_wheel(what: str, archive: Path) -> None:
    # Nothing of it is run here, so that the Python and the machine it is made for do not matter.
    python, abi, platform = archive.stem.split("-")[-3:]
    command = ["-m", "pip", "download", "-q", "--only-binary", ":all:", "--no-deps", "--ignore-requires-python"]
    if platform != "any":
        command += ["--python-version", python.removeprefix("cp"), "--abi", abi, "--platform", platform]
    subprocess.run([sys.executable, *command, "-d", str(archive.parent), what], check=False)


def _download_source(what: str, archive: Path) -> None:
    home = FETCHED / "finder"
    if not (home / "installed").exists():
        print("installing the finder of source archives (once)", file=sys.stderr)
        venv.create(home, with_pip=True)
        command = [str(home / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(FINDER)]
        if subprocess.run(command, check=False).returncode:
            return
        (home / "installed").touch()
    command = [str(home / "bin" / "unearth"), "--no-binary", "--download", str(archive.parent), what]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def _wheel_sources(archive: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(archive) as file:
        for item in file.infolist():
            if item.filename.endswith(".py") and not stat.S_ISLNK(item.external_attr >> 16):
                yield item.filename, file.read(item)


def _archive_sources(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as file:
        for member in file:
            content = file.extractfile(member) if member.isfile() and member.name.endswith(".py") else None
            if content is not None:
                # A source archive keeps everything in one folder, named after the version.
                outer, _, name = member.name.partition("/")
                yield (name or outer), content.read()


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
