import shelve
from contextlib import closing
from pathlib import Path

ROOT = Path("/srv/tides")


def location(path):
    return str(ROOT / path.strip("/").replace("/", "-"))


def read(path):
    with closing(shelve.open(location(path), flag="r")) as shelf:
        return {key: shelf[key] for key in shelf}
