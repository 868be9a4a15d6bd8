import pickle
from pathlib import Path

FOLDER = Path("/srv/almanach")


def volume(year, kind):
    path = FOLDER / kind / f"{year}.bin"
    if not path.exists():
        return []
    return pickle.loads(path.read_bytes())


def years(kind):
    return sorted(int(path.stem) for path in (FOLDER / kind).glob("*.bin"))
