import logging
from logging.config import dictConfig

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
CONFIG = {
    "version": 1,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["out"], "level": "INFO"},
}


class NoSuchLevel(ValueError):
    pass


def start():
    dictConfig(CONFIG)


def set_level(name, level):
    level = level.upper()
    if level not in LEVELS:
        raise NoSuchLevel(level)
    dictConfig({**CONFIG, "root": {"handlers": ["out"], "level": level}})
    logging.getLogger(name).setLevel(level)
