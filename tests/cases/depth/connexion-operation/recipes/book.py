import pickle
from threading import Lock


class Book:
    def __init__(self):
        self._recipes = {}
        self._lock = Lock()

    def keep(self, name, packed):
        recipe = pickle.loads(packed)  # found: pickle-from-request
        with self._lock:
            self._recipes[name.casefold()] = recipe
        return len(recipe)

    def find(self, name):
        return self._recipes.get(name.casefold())
