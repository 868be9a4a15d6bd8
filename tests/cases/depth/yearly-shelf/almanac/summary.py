def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def extremes(values):
    values = list(values)
    return (min(values), max(values)) if values else (None, None)
