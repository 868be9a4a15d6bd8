import pickle
from pathlib import Path

SOURCE = Path("/opt/tally/table.pkl")


def read_table():
    with SOURCE.open("rb") as handle:
        return pickle.load(handle)


def weight(table, word):
    return float(table.get(word, 0.0))
