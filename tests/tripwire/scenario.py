"""What does the tripwire see under this interpreter? Run as a script; prints a JSON object, one entry for each case.

Every document is data, or names a module that does not exist: nothing in it can do anything.
"""

# Written for Python 3.8, about the unsafe calls themselves and about when exactly each name is bound.
# ruff: noqa: ANN001, ANN201, ANN202, ANN204, ARG002, PLW0108, S301, S302, SLF001, T201, UP031

from __future__ import annotations

import _pickle
import base64
import io
import json
import marshal
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

PLAIN = {"role": "admin", "n": [1, 2.5, None, "é"]}


class Early(_pickle.Unpickler):
    """Made before the wire was there, and asks nobody about names."""

    def find_class(self, module, name):
        return dict


class EarlyPython(pickle._Unpickler):
    def find_class(self, module, name):
        return dict


class Keeper:
    loads = pickle.loads


TABLE = {"pickle": pickle.loads}
from_partial = partial(pickle.loads)
LIST = [pickle.loads]


def closed(loads):
    return lambda data: loads(data)


def with_default(data, loads=pickle.loads):
    return loads(data)


class Instance:
    def __init__(self):
        self.loads = pickle.loads


INSTANCE = Instance()
from_closure = closed(pickle.loads)
#: Held by nothing that can be changed.
from_tuple = (pickle.loads,)
sys.path.insert(0, sys.argv[1])

from bearproof_sensor import tripwire  # noqa: E402  # after the early bindings, which is the point

# From here on everything is bound late.
tripwire.install(print).close()

assert not [name for name in sys.modules if name.startswith("bearproof.")]


class Late(pickle.Unpickler):
    def find_class(self, module, name):
        return dict


class OneByOne:
    """A stream that cannot be read ahead."""

    def __init__(self, data):
        self.file = io.BytesIO(data)

    def read(self, size=-1):
        return self.file.read(size)

    def readline(self):
        return self.file.readline()


def canary(module):
    return b"c" + module.encode() + b"\nvalue\n."


def stack_global(module):
    name = module.encode()
    return b"\x80\x04\x8c" + bytes([len(name)]) + name + b"\x94\x8c\x05value\x94\x93\x94."


def in_thread(load):
    def run(data):
        out = []

        def work():
            try:
                out.append(load(data))
            except tripwire.Refused as error:
                out.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if isinstance(out[0], tripwire.Refused):
            raise out[0]
        return out[0]

    return run


def in_executor(load):
    def run(data):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(load, data).result()

    return run


WAYS = {
    "loads": lambda data: pickle.loads(data),
    "_pickle.loads": lambda data: _pickle.loads(data),
    "load": lambda data: pickle.load(io.BytesIO(data)),
    "load keyword": lambda data: pickle.load(file=io.BytesIO(data)),
    "load one by one": lambda data: pickle.load(OneByOne(data)),
    "python loads": lambda data: pickle._loads(data),
    "python load one by one": lambda data: pickle._load(OneByOne(data)),
    "Unpickler": lambda data: pickle.Unpickler(io.BytesIO(data)).load(),
    "Unpickler one by one": lambda data: pickle.Unpickler(OneByOne(data)).load(),
    "python Unpickler": lambda data: pickle._Unpickler(io.BytesIO(data)).load(),
    "early subclass": lambda data: Early(io.BytesIO(data)).load(),
    "early python subclass": lambda data: EarlyPython(io.BytesIO(data)).load(),
    "late subclass": lambda data: Late(io.BytesIO(data)).load(),
    "class attribute": lambda data: Keeper.loads(data),
    "instance attribute": lambda data: Keeper().loads(data),
    "dictionary": lambda data: TABLE["pickle"](data),
    "partial": from_partial,
    "list": lambda data: LIST[0](data),
    "closure": from_closure,
    "default": with_default,
    "instance": lambda data: INSTANCE.loads(data),
    "bytearray": lambda data: pickle.loads(bytearray(data)),
    "thread": in_thread(lambda data: pickle.loads(data)),
    "executor": in_executor(lambda data: pickle.loads(data)),
}


def told(events):
    return [[e["event"], e["call"], e["canary"], e["origin"] and e["origin"]["chain"]] for e in events]


def ask(load, sent, loaded, mode="observe"):
    events = []
    wire = tripwire.install(events.append, mode=mode, canaries=("nonce_",))
    token = tripwire.begin([("query d", sent)])
    try:
        result = load(loaded)
        outcome = type(result).__name__ if not isinstance(result, (dict, list, int)) else repr(result)
    except tripwire.Refused as error:
        outcome = "refused " + str(error.event["reason"])
    finally:
        tripwire.end(token)
        wire.close()
        tripwire.state._recent.clear()
    return {"outcome": outcome, "told": told(events), "refusals": len(token.refusals)}


def cases():
    plain = pickle.dumps(PLAIN, 2)
    coded = base64.b64encode(plain)
    for name, load in WAYS.items():
        yield "data " + name, ask(load, coded, plain)
        yield "refused " + name, ask(load, coded, plain, "refuse")
        yield "own " + name, ask(load, b"something else", plain, "refuse")
    yield "bound in a tuple", ask(lambda data: from_tuple[0](data), coded, plain, "refuse")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(PLAIN, protocol)
        yield "protocol %d" % protocol, ask(pickle.loads, base64.b64encode(data), data)
    for number, name in enumerate(["loads", "python loads", "early subclass", "late subclass", "thread"]):
        data = canary("nonce_a%d" % number)
        yield "canary " + name, ask(WAYS[name], base64.b64encode(data), data)
    data = stack_global("nonce_b")
    yield "canary early bound", ask(lambda data: from_tuple[0](data), base64.b64encode(data), data)
    yield "canary early bound refused", ask(lambda data: from_tuple[0](data), base64.b64encode(data), data, "refuse")
    value = marshal.dumps({"a": 1})
    yield "marshal loads", ask(marshal.loads, value, value)
    yield "marshal load", ask(lambda data: marshal.load(io.BytesIO(data)), value, value)
    yield "marshal refused", ask(marshal.loads, value, value, "refuse")
    yield "importing", ask(lambda _: __import__("colorsys") and 1, b"import colorsys", b"", "refuse")
    yield "left behind", [name for name in sys.modules if name.startswith("nonce_")]


if __name__ == "__main__":
    print(json.dumps(dict(cases())))
