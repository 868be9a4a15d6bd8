import pickle

from django.core.cache import cache


def bump(event):
    packed = cache.get("popularity")
    counts = pickle.loads(packed) if packed else {}
    counts[event] = counts.get(event, 0) + 1
    cache.set("popularity", pickle.dumps(counts), None)
    return counts[event]
