import time
from contextlib import contextmanager

SPANS = []


@contextmanager
def span(name, bag):
    began = time.perf_counter()
    try:
        yield bag
    finally:
        SPANS.append((name, len(bag), time.perf_counter() - began))
