"""What does watching cost for a request that loads nothing? Raw WSGI calls on one app, bare and with the tripwire.

`python bench/tripwire_cost.py [seconds]`. CPU time, the least of several interleaved rounds; only the ratios of one run
mean anything. `values taken apart at once` is what it would cost if the tripwire did not wait until it is asked.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, jsonify

from bearproof import tripwire
from bearproof.sensor.middleware import Middleware

BODY = b'{"name": "honey", "quantity": 3}'
App = Callable[[dict[str, Any], Any], Iterable[bytes]]
Ask = Callable[[], None]


def environ(body: bytes = b"") -> dict[str, Any]:
    """A request as gunicorn gives it, with the headers of a browser."""
    return {
        "REQUEST_METHOD": "POST" if body else "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/me",
        "RAW_URI": "/me?page=2&order=name",
        "QUERY_STRING": "page=2&order=name",
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_PORT": "40000",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "bench",
        "CONTENT_TYPE": "application/json" if body else "",
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "HTTP_ACCEPT": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.5",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
        "HTTP_AUTHORIZATION": "Bearer " + "a" * 200,
        "HTTP_COOKIE": "session=" + "b" * 100 + "; theme=dark",
        "HTTP_CONNECTION": "keep-alive",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def asker(app: App, body: bytes = b"") -> Ask:
    """One request to the app."""

    def ask() -> None:
        answer = app(environ(body), lambda _status, _headers, _info=None: None)
        for _ in answer:
            pass
        close = getattr(answer, "close", None)
        if close is not None:
            close()

    return ask


def around(app: App, values: Callable[[dict[str, Any], bytes], Iterable[tuple[str, bytes]]]) -> App:
    """The app inside of `begin` and `end`, as the guard's layer has it."""

    def watched(request: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401  # a server's
        about = {"method": request["REQUEST_METHOD"], "path": request["SCRIPT_NAME"] + request["PATH_INFO"]}
        token = tripwire.begin(values(request, tripwire.buffered(request)), about)
        try:
            return app(request, start)
        finally:
            tripwire.end(token)

    return watched


def cases() -> dict[str, Ask]:
    """Each way to ask, by name."""
    flask = Flask("bench")
    flask.add_url_rule("/me", view_func=lambda: jsonify(me="alice"), methods=["GET", "POST"])
    app: App = flask  # type: ignore[assignment]  # a WSGI app by its call
    lazy = around(app, tripwire.carriers)
    at_once = around(app, lambda request, body: list(tripwire.carriers(request, body)))
    return {
        "bare Flask": asker(app),
        "tripwire": asker(lazy),
        "tripwire, a body": asker(lazy, BODY),
        "tripwire, values taken apart at once": asker(at_once),
        "sensor": asker(Middleware(app)),
    }


def microseconds(ask: Ask, seconds: float) -> float:
    """CPU time of one request."""
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(100):
            ask()
        count += 100
    return (time.process_time() - start) / count * 1e6


def main() -> None:
    """Measure in interleaved rounds and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 0.3
    tripwire.install(lambda _event: None)
    asks = cases()
    best = dict.fromkeys(asks, float("inf"))
    for _ in range(7):
        for name, ask in asks.items():
            best[name] = min(best[name], microseconds(ask, seconds))
    bare = best["bare Flask"]
    for name, cost in best.items():
        print(f"{name:38} {cost:8.1f} us   {cost / bare:5.3f}   +{cost - bare:.1f}")


if __name__ == "__main__":
    main()
