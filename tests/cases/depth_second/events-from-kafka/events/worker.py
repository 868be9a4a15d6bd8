import logging

from events.manager import KafkaManager

log = logging.getLogger("events.worker")


def handle(data):
    log.info("%s for %s", data["method"], data.get("room"))


if __name__ == "__main__":
    KafkaManager().run(handle)
