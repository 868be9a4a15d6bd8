import logging


def to_log(run_id, note):
    logging.getLogger("scheduler").info("%s: %s", run_id, note)
