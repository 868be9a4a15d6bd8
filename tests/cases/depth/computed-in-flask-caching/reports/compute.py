from collections import Counter
from dataclasses import dataclass


@dataclass
class Report:
    words: int
    top: str


def report(text):
    words = text.split()
    ((top, _count),) = Counter(words).most_common(1) or [("", 0)]
    return Report(words=len(words), top=top)
