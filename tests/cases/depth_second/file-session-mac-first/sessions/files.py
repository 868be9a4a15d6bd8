import hashlib
import hmac
import os
import pickle
import secrets

from werkzeug.utils import safe_join

HEADER = 64


class FileStore:
    def __init__(self, folder, key):
        self.folder = folder
        self._key = key

    def _mac(self, body):
        return hmac.new(self._key, body, hashlib.sha256).hexdigest().encode("ascii")

    def new(self):
        return secrets.token_hex(16), {}

    def get(self, sid):
        path = safe_join(self.folder, sid)
        if path is None or not os.path.exists(path):
            return self.new()
        with open(path, "rb") as file:
            header = file.read(HEADER)
            body = file.read()
        if len(header) != HEADER or not body:
            return self.new()
        if not hmac.compare_digest(header, self._mac(body)):
            return self.new()
        try:
            return sid, pickle.loads(body)
        except (pickle.UnpicklingError, EOFError, ValueError):
            return self.new()

    def put(self, sid, data):
        body = pickle.dumps(data)
        with open(os.path.join(self.folder, sid), "wb") as file:
            file.write(self._mac(body) + body)
