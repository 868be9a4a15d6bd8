import base64
import hashlib
import hmac
import os
import pickle
import socketserver

KEY = os.environ["SENSORS_KEY"].encode()
LATEST = {}


class LineHandler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            mac, _, packed = line.strip().partition(b" ")
            expected = hmac.new(KEY, packed, hashlib.sha256).hexdigest().encode()
            if not hmac.compare_digest(mac, expected):
                continue
            values = pickle.loads(base64.b64decode(packed))
            LATEST.update(values)
            self.wfile.write(b"ok\n")
