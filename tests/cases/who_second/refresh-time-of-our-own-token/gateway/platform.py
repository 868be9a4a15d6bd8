import threading
from time import time

import jwt
import requests


class PlatformSession:
    """Holds the machine token with which jobs are forwarded."""

    threshold = 60

    def __init__(self, host, access_key, secret_key):
        self._host = host
        self._pair = (access_key, secret_key)
        self._token = None
        self._lock = threading.Lock()

    @property
    def token(self):
        with self._lock:
            if self._valid_for(self._token) <= 0:
                self._token = self._login()
            return self._token

    def _valid_for(self, token):
        if not token:
            return 0
        content = jwt.decode(token, options={"verify_signature": False})
        return content.get("exp", 0) - time() - self.threshold

    def _login(self):
        answer = requests.post(f"{self._host}/auth.login", auth=self._pair, timeout=10)
        answer.raise_for_status()
        return answer.json()["data"]["token"]

    def enqueue(self, queue, script):
        return requests.post(
            f"{self._host}/queues.add",
            json={"queue": queue, "script": script},
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=10,
        )
