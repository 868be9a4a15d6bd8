from collections import Counter


def counted(labels):
    return dict(Counter(str(label).strip().lower() for label in labels))
