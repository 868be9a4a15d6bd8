import json
import pickle
import plistlib
import tomllib
from functools import partial

DECODE = {
    "application/json": json.loads,
    "application/x-plist": partial(plistlib.loads, fmt=plistlib.FMT_XML),
    "application/toml": lambda body: tomllib.loads(body.decode()),
}


def dump(values):
    return pickle.dumps(values)
