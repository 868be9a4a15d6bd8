import os
import pickle

ROOT = "/var/lib/carbonish"


def blocks():
    for name in sorted(os.listdir(ROOT)):
        if name.endswith(".idx"):
            with open(os.path.join(ROOT, name), "rb") as handle:
                yield pickle.load(handle)


def block_of(hour):
    return next((block for block in blocks() if block["from"] <= hour < block["to"]), None)
