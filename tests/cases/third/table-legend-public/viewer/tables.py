tables = {}
LEGEND = {"n": "number of rows", "mean": "arithmetic mean"}


def put(name, rows):
    tables[name] = [[float(cell) for cell in row] for row in rows]
    return len(tables[name])
