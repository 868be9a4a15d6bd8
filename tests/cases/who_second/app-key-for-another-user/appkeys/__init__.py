import secrets
from collections import defaultdict
from threading import Lock


class KeyStore:
    def __init__(self):
        self._keys = defaultdict(dict)
        self._lock = Lock()

    def of(self, user_id):
        with self._lock:
            return sorted(self._keys[user_id])

    def add(self, user_id, app_name):
        with self._lock:
            return self._keys[user_id].setdefault(app_name, secrets.token_urlsafe(32))
