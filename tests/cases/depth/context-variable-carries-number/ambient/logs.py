import logging

from ambient.current import request_number


class Numbered(logging.Filter):
    def filter(self, record):
        record.number = request_number.get()
        return True


def install(logger):
    handler = logging.StreamHandler()
    handler.addFilter(Numbered())
    handler.setFormatter(logging.Formatter("%(number)s %(message)s"))
    logger.addHandler(handler)
