import pickle

from flask import g


def layout():
    values = pickle.loads(g.packed)
    values["asked_for"] = g.wanted
    return values


def columns():
    return layout()["columns"]
