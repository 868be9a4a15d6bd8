import functools
import gzip
import pickle

from flask import request


def unpacked(view):
    """Hand the view the object that the agent has sent."""

    @functools.wraps(view)
    def inner(*args, **kwargs):
        body = request.data
        if request.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return view(pickle.loads(body), *args, **kwargs)  # found: pickle-from-request

    return inner
