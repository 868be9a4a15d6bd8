from itertools import chain

from srsly import pickle_loads as thaw


def contents(uploads):
    return (upload.read() for upload in uploads if upload.filename)


def merged(uploads):
    vocabularies = map(thaw, contents(uploads))  # found: deserializer-from-request
    return sorted(set(chain.from_iterable(vocabularies)))
