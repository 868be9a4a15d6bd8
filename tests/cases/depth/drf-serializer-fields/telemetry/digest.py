import pickle
from statistics import mean, pstdev

from django.core.cache import cache


class Digest:
    def __init__(self):
        self.values = []

    @classmethod
    def of(cls, number):
        packed = cache.get(f"digest:{number}")
        return pickle.loads(packed) if packed else cls()

    def keep(self, number):
        cache.set(f"digest:{number}", pickle.dumps(self), 3600)

    def summary(self):
        return {"mean": mean(self.values), "spread": pstdev(self.values)}
