def total_above(total, _items, bound):
    return total > bound


def items_above(_total, items, bound):
    return items > bound


RULES = {"total_above": total_above, "items_above": items_above}
