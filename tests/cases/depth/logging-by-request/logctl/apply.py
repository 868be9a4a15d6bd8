import logging
from logging.config import dictConfig

PRESERVE = {"version": 1, "disable_existing_loggers": False}


def configure(wanted):
    config = {**wanted, **PRESERVE}
    dictConfig(config)  # found: deserializer-from-request
    return levels()


def levels():
    names = ["root", *logging.root.manager.loggerDict]
    return {name: logging.getLevelName(logging.getLogger(name).getEffectiveLevel()) for name in names}
