import logging
import pickle
import zlib

from metrics.queueing import pop

log = logging.getLogger("metrics.worker")


def drain(write):
    loads = pickle.loads
    while (raw := pop()) is not None:
        try:
            points = loads(zlib.decompress(raw))  # found: pickle-from-request
        except zlib.error:
            log.warning("a batch that is not compressed, %d bytes", len(raw))
            continue
        for name, value in points:
            write(name, value)
