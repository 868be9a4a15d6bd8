OPERATORS = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "in": lambda left, right: left in right,
}


def matches(record, leaves):
    return all(OPERATORS[op](record.get(field), value) for field, op, value in leaves)
