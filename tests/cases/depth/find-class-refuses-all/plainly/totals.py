def totals(rows):
    out = {}
    for row in rows:
        for key, value in row.items():
            out[key] = out.get(key, 0) + value
    return out


def widest(rows):
    return max((len(row) for row in rows), default=0)
