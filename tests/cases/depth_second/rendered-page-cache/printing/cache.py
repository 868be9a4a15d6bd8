import threading
import time


class PageCache:
    """Keeps copies, so that a caller cannot change what is kept."""

    def __init__(self, threshold=500, timeout=300):
        self._lock = threading.RLock()
        self._pages = {}
        self._threshold = threshold
        self._timeout = timeout

    def _prune(self):
        if len(self._pages) <= self._threshold:
            return
        now = time.time()
        for index, (key, (expires, _)) in enumerate(list(self._pages.items())):
            if expires <= now or index % 3 == 0:
                self._pages.pop(key, None)

    def get(self, key):
        import pickle

        with self._lock:
            expires, value = self._pages.get(key, (0, None))
        return pickle.loads(value) if expires > time.time() else None

    def set(self, key, value):
        import pickle

        with self._lock:
            self._prune()
            self._pages[key] = (time.time() + self._timeout, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
