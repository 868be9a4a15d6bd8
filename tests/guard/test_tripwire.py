"""Is request data kept from deserializers, and the answer 400 whatever the app makes of it?"""

# Loading what came with a request is what is tested.
# ruff: noqa: S301

from __future__ import annotations

import base64
import gc
import json
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.sessions import SecureCookieSession, SessionInterface
from werkzeug.test import Client

from bearproof import tripwire
from bearproof.guard import Guard, trusted
from bearproof.guard.border.going import AnswerCut

NOW = 1_700_000_000
KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
SENT = base64.b64encode(pickle.dumps({"role": "admin"})).decode()
OWN = pickle.dumps({"own": "data of the app"})

pytestmark = pytest.mark.usefixtures("wire")


@pytest.fixture
def make(good: dict[str, str]) -> Callable[..., Any]:
    """An app with one view, guarded in this mode; answers a function that asks it."""

    def made(view: Callable[[], Any], mode: str = "refuse", **settings: Any) -> Callable[..., Any]:  # noqa: ANN401
        guard = Guard.first_party(
            secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=lambda: NOW,
            tripwire=mode,  # type: ignore[arg-type]  # one of the three
        )  # fmt: skip
        app = Flask(__name__)
        app.config.update(settings)
        app.route("/it", methods=["GET", "POST"], endpoint="it")(guard.allow()(view))
        guard.init_app(app)
        client = app.test_client()
        return lambda **sent: client.open("/it", **{"headers": good, "buffered": True, **sent})

    return made


def sent() -> bytes:
    return base64.b64decode(request.args["d"])


def loads() -> str:
    return str(pickle.loads(sent())["role"])


def swallows() -> str:
    try:
        return loads()
    except:  # noqa: E722  # what many apps do
        return "guest"


def loads_own() -> str:
    return str(pickle.loads(OWN)["own"])


def vouches() -> str:
    with trusted("a MAC was checked"):
        return loads()


def streams_at_once() -> Response:
    return Response(str(pickle.loads(each)) for each in [sent()])


VIEWS = {"raises": loads, "swallows": swallows, "streams": streams_at_once}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
@pytest.mark.parametrize("settings", [{}, {"TESTING": True}, {"DEBUG": True}], ids=["plain", "testing", "debug"])
def test_request_bytes_are_refused_with_400(
    make: Callable[..., Any], view: Callable[[], Any], settings: dict[str, bool], reasons: Callable[[], list[str]]
) -> None:
    answer = make(view, **settings)(query_string={"d": SENT})
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert answer.get_json() == {"type": "about:blank", "title": "Bad Request", "status": 400}
    assert "WWW-Authenticate" not in answer.headers
    assert reasons()[-2:] == ["origin", "tripwire"]


def test_a_refusal_is_no_error_in_the_apps_log(make: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
    make(loads)(query_string={"d": SENT})
    assert [record for record in caplog.records if record.exc_info] == []


def test_the_log_holds_where_it_came_from_and_not_what_it_was(
    make: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    make(loads)(query_string={"d": SENT})
    said = [json.loads(record.getMessage()) for record in caplog.records]
    told = next(each for each in said if each["event"] == "tripwire-refused")
    assert (told["call"], told["origin"]) == ("pickle.loads", {"carrier": "query", "name": "d", "chain": ["base64"]})
    assert SENT not in caplog.text


@pytest.mark.parametrize("view", [loads_own, vouches])
def test_what_is_the_apps_own_or_vouched_for_is_loaded(make: Callable[..., Any], view: Callable[[], Any]) -> None:
    assert make(view)(query_string={"d": SENT}).status_code == 200


def test_observing_only_tells(make: Callable[..., Any], reasons: Callable[[], list[str]]) -> None:
    assert make(loads, "observe")(query_string={"d": SENT}).text == "admin"
    assert reasons() == [None, "origin"]


def test_off_is_silent(make: Callable[..., Any], reasons: Callable[[], list[str]]) -> None:
    assert make(loads, "off")(query_string={"d": SENT}).text == "admin"
    assert reasons() == [None]


def test_a_transaction_is_rolled_back(make: Callable[..., Any]) -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("create table orders (name)")

    def view() -> str:
        database.execute("begin")
        try:
            database.execute("insert into orders values ('half')")
            loads()
        except Exception:
            database.execute("rollback")
            raise
        return "done"

    assert make(view)(query_string={"d": SENT}).status_code == 400
    assert database.execute("select count(*) from orders").fetchone() == (0,)
    database.close()


def test_an_answer_that_is_half_out_is_cut(make: Callable[..., Any], good: dict[str, str]) -> None:
    def view() -> Response:
        raw = sent()

        def parts() -> Iterator[str]:
            yield "first"
            yield swallowed(raw)

        return Response(parts())

    def swallowed(raw: bytes) -> str:
        try:
            return str(pickle.loads(raw))
        except Exception:  # noqa: BLE001  # what many apps do
            return "second"

    make(view)
    answer = Client(_app_of(make, view)).get("/it", query_string={"d": SENT}, headers=good, buffered=False)
    parts = iter(answer.response)
    assert next(parts) == b"first"
    with pytest.raises(AnswerCut):
        next(parts)
    answer.close()


def _app_of(make: Callable[..., Any], view: Callable[[], Any]) -> Flask:
    asker = make(view)
    app = asker.__closure__[0].cell_contents.application
    assert isinstance(app, Flask)
    return app


class PickledSession(SessionInterface):
    """Opens before any hook of the app runs."""

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession:  # noqa: ANN401, ARG002  # Flask's own
        raw = request.cookies.get("s")
        return SecureCookieSession(pickle.loads(base64.b64decode(raw)) if raw else {})

    def save_session(self, *_: object) -> None:
        """Nothing is kept."""


def test_a_pickled_session_is_refused(make: Callable[..., Any], good: dict[str, str]) -> None:
    app = _app_of(make, lambda: "in")
    app.session_interface = PickledSession()
    client = app.test_client()
    asked = [client.get("/it", headers=good).status_code]
    client.set_cookie("s", SENT)
    asked += [client.get("/it", headers=good).status_code, client.get("/it").status_code]
    assert asked == [200, 400, 401]


def test_a_body_too_long_to_be_searched_is_refused(make: Callable[..., Any]) -> None:
    body = b"x" * (8 * 1024 * 1024 + 1)
    asked = [make(lambda: "in", mode)(method="POST", data=body).status_code for mode in ("observe", "refuse")]
    assert asked == [200, 413]


@pytest.mark.parametrize("mode", ["observe", "refuse"])
def test_each_request_ends_for_the_tripwire(make: Callable[..., Any], mode: str) -> None:
    ask = make(loads, mode)
    answers = [ask(query_string={"d": SENT}), ask(), ask(method="HEAD"), ask(method="OPTIONS"), ask(headers={})]
    assert len(answers) == 5
    assert tripwire.current() is None
    assert tripwire.state._active == {}  # noqa: SLF001  # what must not grow


def test_an_answer_that_nobody_closes_ends_too(make: Callable[..., Any]) -> None:
    assert make(lambda: "in")(buffered=False).status_code == 200
    gc.collect()
    assert tripwire.state._active == {}  # noqa: SLF001  # what must not grow


def test_an_apps_own_error_stays_its_own(make: Callable[..., Any]) -> None:
    def view() -> str:
        raise ValueError("mine")

    assert make(view)().status_code == 500
    with pytest.raises(ValueError, match="mine"):
        make(view, TESTING=True)()
    assert tripwire.state._active == {}  # noqa: SLF001  # what must not grow
