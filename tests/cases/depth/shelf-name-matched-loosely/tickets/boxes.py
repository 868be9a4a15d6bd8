import os
import shelve

from tickets.names import checked

ROOT = "/srv/tickets"


def box(name):
    path = os.path.join(ROOT, checked(name))
    return shelve.open(path)  # found: deserializer-from-request


def add(name, title):
    with box(name) as shelf:
        number = len(shelf) + 1
        shelf[str(number)] = {"title": title, "open": True}
        return number
