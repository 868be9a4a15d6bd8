import hashlib
import hmac
import os
from functools import wraps

from flask import Flask, Response, request

app = Flask(__name__)
COUNTERS = {"requests_total": 0}
TOKEN_DIGEST = os.environ["SCRAPER_TOKEN_SHA256"]


def scraper_only(view):
    @wraps(view)
    def inner():
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        digest = hashlib.sha256(sent.encode()).hexdigest()
        if scheme != "Bearer" or not hmac.compare_digest(digest, TOKEN_DIGEST):
            return Response("no", status=401, mimetype="text/plain")
        return view()

    return inner


@app.get("/metrics")
@scraper_only
def metrics():
    COUNTERS["requests_total"] += 1
    lines = [f"{name} {value}" for name, value in COUNTERS.items()]
    return Response("\n".join(lines), mimetype="text/plain")
