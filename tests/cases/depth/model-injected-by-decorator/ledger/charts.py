import marshal

_CHARTS = {
    "small": marshal.dumps(["cash", "income"]),
    "large": marshal.dumps(["cash", "bank", "stock", "income", "wages"]),
}


def chart(plan):
    return marshal.loads(_CHARTS[plan])
