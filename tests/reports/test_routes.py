import json
import re

from bearproof.findings import Coverage, Place, Result, RouteRow
from bearproof.reports.routes import as_json, as_markdown, text


def test_the_table_begins_with_what_worries_most(result: Result) -> None:
    assert text(result, 160) == (
        "METHOD    PATH      HANDLER                     AUTHENTICATED BY           VERIFIED             "
        "DECIDES ON  OBJECT CHECK\n"
        "GET,POST  /z/<id>   open_door shop/views.py:60  nobody: public by silence  -                    "
        "-           -\n"
        'GET       /profile  profile shop/views.py:38    header "Authorization"     no                   '
        "query data  -\n"
        "GET       /health   health shop/views.py:9      nobody: public by name     -                    "
        "-           -\n"
        "GET       /a        verified shop/views.py:1    guard.allow                signature, exp, aud  "
        "claim role  -\n"
        "\n"
        "4 routes: 1 public by silence, 1 not verified, 1 public by name and 1 verified.\n"
    )


def test_a_table_that_is_too_wide_is_told_route_by_route(result: Result) -> None:
    assert text(result, 80).startswith(
        "GET,POST /z/<id>\n"
        "  handler: open_door shop/views.py:60\n"
        "  authenticated by: nobody: public by silence\n"
        "  verified: -\n"
        "  decides on: -\n"
        "  object check: -\n"
        "GET /profile\n"
    )


def test_an_app_without_routes_says_so() -> None:
    nothing = Result(root="", findings=(), coverage=Coverage())
    assert text(nothing, 80) == "No routes were found.\n"
    assert as_markdown(nothing) == "No routes were found.\n"
    assert json.loads(as_json(nothing)) == {"schema_version": 1, "routes": []}


def test_json_has_the_same_order_and_the_worry_in_words(result: Result) -> None:
    routes = json.loads(as_json(result))["routes"]
    assert routes[0] == {
        "methods": ["GET", "POST"],
        "path": "/z/<id>",
        "handler": "open_door",
        "file": "shop/views.py",
        "line": 60,
        "authenticated_by": "",
        "verified": "",
        "decides_on": "",
        "object_check": "",
        "worry": "public by silence",
    }
    assert [route["worry"] for route in routes[1:]] == ["not verified", "public by name", "verified"]


def test_markdown_is_a_table_of_code_spans(result: Result) -> None:
    assert as_markdown(result).splitlines()[:3] == [
        "| Method | Path | Handler | Authenticated by | Verified | Decides on | Object check |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| `GET,POST` | `/z/<id>` | `open_door shop/views.py:60` | `nobody: public by silence` | `-` | `-` | `-` |",
    ]


def test_a_hostile_route_stays_in_its_cell(hostile: Result) -> None:
    row = as_markdown(hostile).splitlines()[2]
    assert len(re.findall(r"(?<!\\)\|", row)) == 8
    assert row.isprintable()
    assert row.startswith("| `` \\x1b[2J")


def test_a_hostile_route_does_not_drive_the_terminal(hostile: Result) -> None:
    assert text(hostile, 80).replace("\n", "").isprintable()
    json.loads(as_json(hostile))


def test_an_app_that_asks_nobody_is_told_so_once() -> None:
    rows = tuple(RouteRow(("GET",), path, "view", Place("app.py", 3)) for path in ("/a", "/b"))
    told = text(Result(root="", findings=(), coverage=Coverage(), routes=rows), 160)
    assert "public by silence" not in told
    assert told.endswith("\n2 routes. This app asks nobody who they are, on any route.\n")
