import os
import shelve as _shelve
from contextlib import contextmanager

ROOT = os.environ.get("NOTES_ROOT", "/srv/notes")


@contextmanager
def notebook(name, mode="c"):
    location = ROOT + "/" + name
    shelf = _shelve.open(location, flag=mode)  # found: deserializer-from-request
    try:
        yield shelf
    finally:
        shelf.close()
