from concurrent.futures import ProcessPoolExecutor

from .work import run

_executor = None


def executor():
    global _executor  # noqa: PLW0603  # one pool for each process of the server
    if _executor is None:
        _executor = ProcessPoolExecutor(max_workers=2)
    return _executor


def submit(blob, limit=1000):
    return executor().submit(run, blob, limit)
