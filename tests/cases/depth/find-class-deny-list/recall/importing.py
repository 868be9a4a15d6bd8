import zlib

from recall.careful import load_counted


def deck_of(raw):
    if raw[:2] == b"x\x9c":
        raw = zlib.decompress(raw)
    deck, classes = load_counted(raw)
    return deck if classes < 1000 else []
