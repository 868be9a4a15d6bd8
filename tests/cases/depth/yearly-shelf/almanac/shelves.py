import shelve
from pathlib import Path

ROOT = Path("/srv/almanac")
SECTIONS = frozenset({"weather", "tides", "moon"})


class UnknownSection(LookupError):
    pass


def entries(year, section):
    if section not in SECTIONS:
        raise UnknownSection(section)
    with shelve.open(str(ROOT / f"{section}-{year:04d}"), flag="r") as shelf:
        return dict(shelf)
