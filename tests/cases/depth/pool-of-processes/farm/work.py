import pickle
import time


def run(blob, limit):
    began = time.monotonic()
    grid = pickle.loads(blob)  # found: pickle-from-request
    steps = 0
    while steps < limit and grid.step():
        steps += 1
    return steps, time.monotonic() - began
