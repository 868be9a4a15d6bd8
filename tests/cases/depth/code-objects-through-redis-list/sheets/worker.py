import logging
from marshal import loads as unmarshal

from sheets import queue

log = logging.getLogger(__name__)


def step():
    raw = queue.take()
    if raw is None:
        return False
    name, columns = unmarshal(raw)  # found: deserializer-from-request
    log.info("formula %s on %d columns", name, len(columns))
    return True


def main():
    while True:
        step()


if __name__ == "__main__":
    main()
