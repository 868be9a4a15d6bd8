from collections import Counter


def lengths(words):
    return dict(Counter(len(word) for word in words))


def longest(words):
    return max(words, key=len, default="")


def initials(words):
    return sorted({word[:1].upper() for word in words})
