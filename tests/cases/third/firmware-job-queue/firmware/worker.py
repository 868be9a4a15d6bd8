import logging
import pickle

from firmware.queue import pop

log = logging.getLogger("firmware.worker")


def work_once():
    blob = pop()
    if blob is None:
        return False
    job = pickle.loads(blob)  # found: pickle-from-request
    log.info("flash %s with %s", job["device"], job["image"])
    return True


def main():
    while True:
        work_once()


if __name__ == "__main__":
    main()
