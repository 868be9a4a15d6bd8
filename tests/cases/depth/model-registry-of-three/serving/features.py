import re

_WORD = re.compile(r"[a-z']+")


def words(text):
    return _WORD.findall(text.lower())


def row(text, size=64):
    counts = [0] * size
    for word in words(text):
        counts[sum(map(ord, word)) % size] += 1
    return counts
