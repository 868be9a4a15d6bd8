import shelve
from contextlib import contextmanager

FOLDER = "/var/lib/notes/"


@contextmanager
def workspace(name):
    shelf = shelve.open(FOLDER + name)  # found: deserializer-from-request
    try:
        yield shelf
    finally:
        shelf.close()
