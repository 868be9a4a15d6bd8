import pickle

from relay.sealing import seal, unseal


def pack(items):
    return seal(pickle.dumps(list(items)))


def unpack(sealed):
    content = unseal(sealed)
    return pickle.loads(content)
