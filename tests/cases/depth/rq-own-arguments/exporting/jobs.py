import csv
import io
import pickle


def export(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    widths = []
    for row in rows:
        writer.writerow(row)
        widths.append(len(row))
    return pickle.dumps({"widths": widths, "size": out.tell()})
