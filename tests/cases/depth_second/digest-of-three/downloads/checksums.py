import hashlib

METHODS = frozenset({"sha256", "sha512", "blake2b"})


def checksum(content, method):
    return getattr(hashlib, method)(content).hexdigest()
