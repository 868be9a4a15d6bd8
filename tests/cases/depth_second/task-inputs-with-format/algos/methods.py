def average(values):
    return sum(values) / len(values) if values else None


def count(values):
    return len(values)


METHODS = {"average": average, "count": count}
