import pickle

_BLOBS = {number: pickle.dumps({"id": number, "name": f"plan {number}"}) for number in range(1, 6)}


def plan(number):
    blob = _BLOBS.get(number)
    return pickle.loads(blob) if blob is not None else None
