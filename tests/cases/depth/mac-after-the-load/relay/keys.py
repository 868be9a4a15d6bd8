import os


class NoSuchAuthor(LookupError):
    pass


def key_of(author):
    try:
        return os.environ[f"RELAY_KEY_{author.upper()}"].encode()
    except KeyError:
        raise NoSuchAuthor(author) from None
