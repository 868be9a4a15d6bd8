"""Does a refusal reach the client as a whole answer under real servers, with the app none the worse?"""

from __future__ import annotations

import base64
import http.client
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest

SHOP = """
import base64, pickle
from flask import Flask, Response, request
from bearproof.guard import Claims, Guard

guard = Guard.first_party(secret_env="TOKEN_KEY", audience="https://api.example", tripwire="refuse")
app = Flask(__name__)

def data():
    return base64.b64decode(request.args["d"])

@app.get("/token")
@guard.public
def token():
    return guard.issue("alice")

@app.get("/me")
@guard.allow()
def me(claims: Claims):
    return claims.subject

@app.get("/raises")
@guard.allow()
def raises():
    return str(pickle.loads(data()))

@app.get("/swallows")
@guard.allow()
def swallows():
    try:
        return str(pickle.loads(data()))
    except BaseException:
        return "guest"

@app.get("/streams")
@guard.allow()
def streams():
    return Response(str(pickle.loads(each)) for each in [data()])

guard.init_app(app)
"""
SERVERS = {
    "gunicorn-sync": ["gunicorn", "--workers", "1", "--bind", "127.0.0.1:{port}", "shop:app"],
    "gunicorn-threads": ["gunicorn", "-k", "gthread", "--threads", "2", "--bind", "127.0.0.1:{port}", "shop:app"],
    "gunicorn-gevent": ["gunicorn", "-k", "gevent", "--workers", "1", "--bind", "127.0.0.1:{port}", "shop:app"],
    "waitress": ["waitress-serve", "--listen=127.0.0.1:{port}", "shop:app"],
}
SENT = base64.urlsafe_b64encode(pickle.dumps({"role": "admin"})).decode()


@pytest.fixture(scope="module", params=SERVERS.values(), ids=SERVERS.keys())
def port(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]
) -> Iterator[int]:
    """Where the shop is served."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.py").write_text(SHOP, encoding="utf-8")
    with serving(request.param, folder) as number:
        yield number


def _get(port: int, path: str, token: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Authorization": "Bearer " + token} if token else {})
    answer = connection.getresponse()
    said = answer.status, answer.read().decode()
    connection.close()
    return said


@pytest.mark.real("gunicorn and waitress")
@pytest.mark.parametrize("path", ["/raises", "/swallows", "/streams"])
def test_a_refusal_is_a_whole_answer(port: int, path: str) -> None:
    _, token = _get(port, "/token")
    refused = (400, '{"type": "about:blank", "title": "Bad Request", "status": 400}')
    assert _get(port, f"{path}?d={SENT}", token) == refused
    assert _get(port, "/me", token) == (200, "alice")


@pytest.mark.real("gunicorn and waitress")
def test_the_layer_answers_as_anywhere(port: int) -> None:
    _, token = _get(port, "/token")
    asked = [_get(port, path, given)[0] for path, given in [("/me", ""), ("/nope", ""), ("/nope", token), ("/me", "x")]]
    assert asked == [401, 401, 404, 401]
