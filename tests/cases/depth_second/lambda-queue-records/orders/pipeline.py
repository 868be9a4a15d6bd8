import base64
import gzip
import pickle


def bodies(event):
    for record in event.get("Records", ()):
        yield record["body"]


def unpacked(texts):
    for text in texts:
        yield gzip.decompress(base64.b64decode(text))


def orders(event):
    return map(pickle.loads, unpacked(bodies(event)))  # found: pickle-from-request
