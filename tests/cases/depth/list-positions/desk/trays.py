import pickle

BLANK = pickle.dumps([])


def trays(note):
    pile = [note, BLANK]
    pile.insert(0, "urgent")
    pile.append("end")
    return pile


def snapshot(note):
    pile = trays(note)
    pile.pop(1)
    return pickle.loads(pile[1])


def parted(note):
    marker, text, packed, _end = trays(note)
    return marker, text, pickle.loads(packed)
