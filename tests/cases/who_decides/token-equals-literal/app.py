from functools import wraps

from flask import Flask, Response, request

app = Flask(__name__)
COUNTERS = {"requests_total": 0}


def scraper_only(view):
    @wraps(view)
    def inner():
        sent = request.headers.get("Authorization", "")
        if sent != "Bearer 7c1f0b6c2f6f4a4f9a51":  # found: token-compared-with-constant
            return Response("no", status=401, mimetype="text/plain")
        return view()

    return inner


@app.get("/metrics")
@scraper_only
def metrics():
    COUNTERS["requests_total"] += 1
    lines = [f"{name} {value}" for name, value in COUNTERS.items()]
    return Response("\n".join(lines), mimetype="text/plain")


@app.delete("/metrics")
@scraper_only
def reset():
    COUNTERS.update(requests_total=0)
    return Response(status=204)
