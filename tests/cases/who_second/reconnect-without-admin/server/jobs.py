import logging
from queue import SimpleQueue

QUEUE = SimpleQueue()


def stop(restart):
    QUEUE.put(("stop", restart))


def reconnect(library):
    QUEUE.put(("reconnect", library))


def backup(library):
    QUEUE.put(("backup", library))


def clear_thumbnails(library):
    QUEUE.put(("thumbnails", library))


def set_level(level):
    logging.getLogger("server").setLevel(level)
