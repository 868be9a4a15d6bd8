import base64
import pickle

PREFIX = "X-Bag-"


def packed(headers):
    return {name.removeprefix(PREFIX): value for name, value in headers.items() if name.startswith(PREFIX)}


def items(headers):
    bag = {}
    for name, count in packed(headers).items():
        raw = base64.b32decode(name.upper() + "=" * (-len(name) % 8))
        bag[pickle.loads(raw)] = int(count)  # found: pickle-from-request
    return bag
