import os
import time

import jwt
from flask import Flask, jsonify

app = Flask(__name__)
SERVICE = "billing-worker"
KEY_ID = "2024-secret-a"


@app.get("/worker-token")
def worker_token():
    key = os.environ["WORKER_KEY"]
    now = int(time.time())
    payload = {"sub": SERVICE, "aud": "ledger", "iat": now, "exp": now + 60, "scope": "ledger:read"}
    token = jwt.encode(payload, key, algorithm="HS256", headers={"kid": KEY_ID})
    read_back = jwt.decode(token, key, algorithms=["HS256"], audience="ledger", options={"require": ["exp"]})
    app.logger.debug("issued until %d", read_back["exp"])
    return jsonify(expires=payload["exp"])
