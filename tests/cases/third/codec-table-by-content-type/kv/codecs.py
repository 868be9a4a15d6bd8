import json
import pickle
from functools import partial

ENCODE = {
    "application/json": partial(json.dumps, separators=(",", ":")),
    "application/x-python": pickle.dumps,
}
DECODE = {
    "application/json": json.loads,
    "application/x-python": pickle.loads,
}
DEFAULT = "application/json"
