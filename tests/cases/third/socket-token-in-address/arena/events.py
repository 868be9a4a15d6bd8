import queue
from collections import defaultdict

EVENTS = defaultdict(lambda: queue.Queue(maxsize=64))


def drain(player):
    waiting = EVENTS[player]
    found = []
    while not waiting.empty():
        found.append(waiting.get_nowait())
    return found
