import pickle

from .frames import frames


def _opened(stream):
    for frame in stream:
        yield from pickle.loads(frame, encoding="utf-8")  # found: pickle-from-request


def datapoints(body):
    for metric, (timestamp, value) in _opened(frames(body)):
        yield str(metric), int(float(timestamp)), float(value)
