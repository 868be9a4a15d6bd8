import pickle

TEMPLATE = {"board": [0] * 9, "turn": "x"}


def parcel(note):
    """One room as the lobby passes it on."""
    return {
        "meta": {"note": note, "version": 3},
        "body": {"snapshot": pickle.dumps(TEMPLATE), "format": "pickle"},
    }


def annotate(made, author):
    made["meta"]["author"] = author
    made["meta"].update(edited=True)
    return made
