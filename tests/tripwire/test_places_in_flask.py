"""Does it matter where in a Flask app request bytes are loaded, or what the app does to them on the way?"""

from __future__ import annotations

import base64
import binascii
import codecs
import contextlib
import gzip
import html
import io
import json
import multiprocessing.reduction
import pickle
import quopri
import shelve
import sqlite3
import tempfile
import urllib.parse
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import Context, copy_context
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSession, SessionInterface
from werkzeug.routing import BaseConverter

from bearproof import tripwire
from bearproof.sensor.middleware import Middleware

# Loading plain data is what is tested.
# ruff: noqa: S301

Ask = Callable[[Flask], tuple[list[str], list[str]]]
ADMIN = {"role": "admin", "id": 7}
DOCUMENT = pickle.dumps(ADMIN)
CODED = base64.urlsafe_b64encode(DOCUMENT).decode()


def argument() -> bytes:
    return base64.urlsafe_b64decode(request.args["d"])


@pytest.fixture
def ask(request_arguments: dict[str, Any]) -> Ask:
    """Ask the app once while observing and once while refusing; answers with the events of each."""

    def tell(app: Flask) -> tuple[list[str], list[str]]:
        app.secret_key = "not a secret in a test"
        app.wsgi_app = Middleware(app.wsgi_app)  # type: ignore[method-assign, assignment]  # how a layer is put around an app
        return _told(app, "observe", request_arguments), _told(app, "refuse", request_arguments)

    return tell


@pytest.fixture
def request_arguments() -> dict[str, Any]:
    return {"path": "/", "query_string": {"d": CODED}}


def _told(app: Flask, mode: str, arguments: dict[str, Any]) -> list[str]:
    events: list[dict[str, Any]] = []
    wire = tripwire.install(events.append, mode=mode)
    # After the answer has begun, a refusal gets out of the app, as any exception does there.
    with contextlib.suppress(tripwire.Refused):
        app.test_client(use_cookies=False).open(**arguments, buffered=True)
    wire.close()
    return sorted({event["event"] for event in events})


BOTH = (["sink"], ["refused"])


def test_a_hook_before_the_request(ask: Ask) -> None:
    app = Flask("before")

    @app.before_request
    def load() -> None:
        g.user = pickle.loads(argument())

    app.add_url_rule("/", view_func=lambda: str(g.user))
    assert ask(app) == BOTH


def test_a_hook_after_the_request(ask: Ask) -> None:
    app = Flask("after")

    @app.after_request
    def load(response: Response) -> Response:
        response.headers["X-Role"] = str(pickle.loads(argument())["role"])
        return response

    app.add_url_rule("/", view_func=lambda: "ok")
    assert ask(app) == BOTH


def test_the_end_of_the_application_context(ask: Ask) -> None:
    app = Flask("teardown")
    app.add_url_rule("/", view_func=lambda: g.setdefault("raw", argument()) and "ok")

    @app.teardown_appcontext
    def load(_error: BaseException | None) -> None:
        pickle.loads(g.raw)

    assert ask(app) == BOTH


class PickledSession(SecureCookieSession):
    pass


class Pickles(SessionInterface):
    def open_session(self, _app: Flask, request: Any) -> PickledSession:  # noqa: ANN401  # Flask's request, or a test's
        return PickledSession(pickle.loads(base64.urlsafe_b64decode(request.args["d"])))

    def save_session(self, *_args: object) -> None:
        return


def test_a_session_interface(ask: Ask) -> None:
    app = Flask("session")
    app.session_interface = Pickles()
    app.add_url_rule("/", view_func=lambda: str(session["role"]))
    assert ask(app) == BOTH


class Pickled(BaseConverter):
    def to_python(self, value: str) -> object:
        return pickle.loads(base64.urlsafe_b64decode(value))


def test_a_converter_of_a_route(ask: Ask, request_arguments: dict[str, Any]) -> None:
    app = Flask("converter")
    app.url_map.converters["pickled"] = Pickled
    app.add_url_rule("/user/<pickled:user>", view_func=lambda user: str(user))  # noqa: PLW0108  # a view takes its argument by name
    request_arguments["path"] = f"/user/{CODED}"
    del request_arguments["query_string"]
    assert ask(app) == BOTH


def test_a_generator_that_streams(ask: Ask) -> None:
    app = Flask("stream")

    @app.get("/")
    def stream() -> Response:
        raw = argument()

        def pieces() -> Iterator[str]:
            yield "first"
            yield str(pickle.loads(raw))

        return Response(pieces())

    assert ask(app) == BOTH


def test_a_fresh_context(ask: Ask) -> None:
    app = Flask("context")

    @app.get("/")
    def load() -> str:
        return str(Context().run(pickle.loads, argument()))

    assert ask(app) == BOTH


def test_an_executor_with_a_copied_context(ask: Ask) -> None:
    app = Flask("executor")

    @app.get("/")
    def load() -> str:
        raw = argument()
        with ThreadPoolExecutor(1) as pool:
            return str(pool.submit(copy_context().run, pickle.loads, raw).result())

    assert ask(app) == BOTH


def test_an_asynchronous_view_is_a_thread_of_its_own(ask: Ask) -> None:
    pytest.importorskip("asgiref", reason="asynchronous views need asgiref")
    app = Flask("asynchronous")

    @app.get("/")
    async def load() -> str:
        return str(pickle.loads(argument()))

    assert ask(app) == BOTH


def test_a_converter_of_the_database(ask: Ask) -> None:
    app = Flask("database")
    sqlite3.register_converter("pickled", pickle.loads)

    @app.get("/")
    def load() -> str:
        with closing(sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)) as database:
            database.execute("create table users (data pickled)")
            database.execute("insert into users values (?)", (argument(),))
            return str(database.execute("select data from users").fetchone())

    assert ask(app)[0] == ["sink"]


def test_a_shelf_that_the_request_filled(ask: Ask, tmp_path: Path) -> None:
    app = Flask("shelf")

    @app.get("/")
    def load() -> str:
        with closing(shelve.open(str(tmp_path / "shelf"))) as shelf:
            shelf.dict[b"key"] = argument()  # type: ignore[attr-defined]  # the database under the shelf
            return str(shelf["key"])

    assert ask(app) == BOTH


LOADS: dict[str, Callable[[bytes], object]] = {
    "file on disk": lambda raw: _through_a_file(raw),  # noqa: PLW0108  # defined below
    "buffered reader": lambda raw: pickle.load(io.BufferedReader(io.BytesIO(raw))),
    "memoryview": lambda raw: pickle.loads(memoryview(raw)),
    "map": lambda raw: list(map(pickle.loads, [raw])),
    "getattr": lambda raw: getattr(pickle, "lo" + "ads")(raw),  # noqa: PLW0108  # looked up when it is called
    "ForkingPickler": lambda raw: multiprocessing.reduction.ForkingPickler.loads(raw),  # noqa: PLW0108  # the same
    "joined again": lambda raw: pickle.loads(raw[:9] + raw[9:]),
    "cut after the end": lambda raw: pickle.loads(raw + b"trailing bytes are ignored"),
    "protocol put before it": lambda raw: pickle.loads(b"\x80\x04" + raw[2:]),
}


def _through_a_file(raw: bytes) -> object:
    with tempfile.TemporaryFile() as file:
        file.write(raw)
        file.seek(0)
        return pickle.load(file)


@pytest.mark.parametrize("name", sorted(LOADS))
def test_a_way_to_load(ask: Ask, name: str) -> None:
    app = Flask("ways")
    app.add_url_rule("/", view_func=lambda: str(LOADS[name](argument())))
    assert ask(app) == BOTH


#: How the value is sent, and how the app reads it.
CODECS: dict[str, tuple[Callable[[bytes], str], Callable[[str], bytes]]] = {
    "latin-1": (lambda raw: raw.decode("latin-1"), lambda text: text.encode("latin-1")),
    "hex in capitals": (lambda raw: raw.hex().upper(), bytes.fromhex),
    "hex with prefix": (lambda raw: "0x" + raw.hex(), lambda text: bytes.fromhex(text[2:])),
    "codecs hex": (lambda raw: raw.hex(), lambda text: codecs.decode(text, "hex")),  # type: ignore[arg-type, return-value]  # text is taken too
    "data address": (
        lambda raw: "data:application/octet-stream;base64," + base64.b64encode(raw).decode(),
        lambda text: base64.b64decode(text.partition(",")[2]),
    ),
    "prefix": (lambda raw: "v1." + base64.b64encode(raw).decode(), lambda text: base64.b64decode(text[3:])),
    "quoted twice": (
        lambda raw: urllib.parse.quote(urllib.parse.quote_from_bytes(raw)),
        lambda text: urllib.parse.unquote_to_bytes(urllib.parse.unquote(text)),
    ),
    "json in base64": (
        lambda raw: base64.b64encode(json.dumps({"s": base64.b64encode(raw).decode()}).encode()).decode(),
        lambda text: base64.b64decode(json.loads(base64.b64decode(text))["s"]),
    ),
    "gzip of hex": (
        lambda raw: base64.b64encode(gzip.compress(raw.hex().encode())).decode(),
        lambda text: bytes.fromhex(gzip.decompress(base64.b64decode(text)).decode()),
    ),
    "zlib without header": (
        lambda raw: base64.b64encode(zlib.compress(raw)[2:-4]).decode(),
        lambda text: zlib.decompress(base64.b64decode(text), -15),
    ),
    "claims of a token": (
        lambda raw: "eyJhbGciOiJub25lIn0." + _unpadded(json.dumps({"st": _unpadded(raw)}).encode()) + ".c2ln",
        lambda text: _padded(json.loads(_padded(text.split(".")[1]))["st"]),
    ),
    "escaped as HTML": (
        lambda raw: html.escape(base64.b85encode(raw).decode()),
        lambda text: base64.b85decode(html.unescape(text)),
    ),
    "quoted printable": (lambda raw: quopri.encodestring(raw).decode(), lambda text: quopri.decodestring(text)),  # noqa: PLW0108  # types
    "uuencoded": (
        lambda raw: "".join(binascii.b2a_uu(raw[at : at + 45]).decode() for at in range(0, len(raw), 45)),
        lambda text: b"".join(binascii.a2b_uu(line) for line in text.splitlines()),
    ),
}


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.mark.parametrize("carrier", ["query", "form", "json", "header", "cookie"])
@pytest.mark.parametrize("name", sorted(CODECS))
def test_a_way_to_encode(ask: Ask, request_arguments: dict[str, Any], name: str, carrier: str) -> None:
    encode, decode = CODECS[name]
    app = Flask("codecs")
    read = {
        "query": lambda: request.args["d"],
        "form": lambda: request.form["d"],
        "json": lambda: request.json["a"]["d"],  # type: ignore[index]  # it was sent
        "header": lambda: urllib.parse.unquote(request.headers["X-State"]),
        "cookie": lambda: urllib.parse.unquote(request.cookies["state"]),
    }[carrier]
    app.add_url_rule("/", view_func=lambda: str(pickle.loads(decode(read()))), methods=["GET", "POST"])
    sent = encode(DOCUMENT)
    quoted = urllib.parse.quote(sent)
    del request_arguments["query_string"]
    request_arguments |= {
        "query": {"query_string": {"d": sent}},
        "form": {"method": "POST", "data": {"d": sent}},
        "json": {"method": "POST", "json": {"a": {"d": sent}}},
        "header": {"headers": {"X-State": quoted}},
        "cookie": {"headers": {"Cookie": f"state={quoted}"}},
    }[carrier]
    assert ask(app) == BOTH


def test_an_upload(ask: Ask, request_arguments: dict[str, Any]) -> None:
    app = Flask("upload")
    app.add_url_rule("/", view_func=lambda: str(pickle.load(request.files["f"])), methods=["POST"])  # type: ignore[arg-type]  # a file by its methods
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.pkl"\r\n\r\n' + DOCUMENT + b"\r\n--b--\r\n"
    request_arguments |= {"method": "POST", "data": body, "content_type": "multipart/form-data; boundary=b"}
    assert ask(app) == BOTH
