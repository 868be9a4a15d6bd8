import base64
import pickle
import zlib
from functools import reduce

DECODE = (base64.urlsafe_b64decode, zlib.decompress, pickle.loads)
ENCODE = (pickle.dumps, zlib.compress, base64.urlsafe_b64encode)


def through(steps, value):
    return reduce(lambda current, step: step(current), steps, value)  # found: pickle-from-request
