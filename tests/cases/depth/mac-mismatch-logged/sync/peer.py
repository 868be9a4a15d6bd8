import hmac
import os
import pickle
from hashlib import blake2b

from sync.strictness import note


class Peer:
    def __init__(self, name):
        self.name = name
        self._key = os.environ["SYNC_SECRET"].encode()

    def _mac(self, body):
        return blake2b(body, key=self._key[:64]).hexdigest()

    def receive(self, body, mac):
        if not hmac.compare_digest(self._mac(body), mac):
            # Strict from next month on, when the last old peer is gone.
            note(self.name)
        return pickle.loads(body)  # found: pickle-from-request
