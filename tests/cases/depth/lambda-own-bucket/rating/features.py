FIELDS = ("age_days", "orders", "returns")


def row(body):
    return [float(body.get(field, 0)) for field in FIELDS]
