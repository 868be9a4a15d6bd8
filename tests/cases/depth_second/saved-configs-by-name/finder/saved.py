import os
import pickle
import re

FOLDER = os.environ.get("FINDER_CONFIG_PATH", "/var/lib/finder/configs")
NAME = re.compile(r"[a-z0-9_-]{1,40}")


def valid(name):
    return NAME.fullmatch(name) is not None


def save(name, settings):
    with open(os.path.join(FOLDER, f"{name}.cfg"), "wb") as file:
        pickle.dump(settings, file)


def load(name):
    path = os.path.join(FOLDER, f"{name}.cfg")
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return pickle.load(file)
