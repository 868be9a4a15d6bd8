import pickle
from pathlib import Path
from uuid import uuid4

FOLDER = Path("/srv/exports")


def _path(number):
    return FOLDER / f"{number}.export"


def write(counts):
    number = uuid4()
    with _path(number).open("wb") as handle:
        pickle.dump({"counts": counts, "total": sum(counts.values())}, handle)
    return number


def read(number):
    path = _path(number)
    if not path.is_file():
        return None
    with path.open("rb") as handle:
        return pickle.load(handle)
