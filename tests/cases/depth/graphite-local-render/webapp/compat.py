"""One place for what differs between the interpreters that we run on."""

try:
    import cPickle

    unpickle = cPickle
except ImportError:
    import pickle as unpickle

try:
    from urllib import unquote_plus
except ImportError:
    from urllib.parse import unquote_plus

__all__ = ["unpickle", "unquote_plus"]
