import importlib
import inspect
import logging
from pathlib import Path

log = logging.getLogger("bookshelf.plugins")
FOLDER = Path(__file__).parent / "providers"


class Provider:
    id = ""

    def search(self, query, locale="en"):
        raise NotImplementedError


def _modules():
    for path in sorted(FOLDER.glob("*.py")):
        if path.stem == "__init__":
            continue
        try:
            yield importlib.import_module("bookshelf.providers." + path.stem)
        except (ImportError, SyntaxError):
            log.exception("provider %s left out", path.stem)


def providers():
    found = []
    for module in _modules():
        for _, obj in inspect.getmembers(module, inspect.isclass):
            if issubclass(obj, Provider) and obj is not Provider:
                found.append(obj())
    return found
