"""Is the routes table told alike in every format, and harmless in each?"""

from __future__ import annotations

import json
import re
from dataclasses import replace

import jsonschema
import pytest

from bearproof.findings import Coverage, Disagreement, Place, Result, RouteRow
from bearproof.reports import routes_page
from bearproof.reports.routes import as_json, as_markdown, schema, text


def test_the_table_begins_with_what_worries_most(result: Result) -> None:
    assert text(result, 200) == (
        "METHOD    PATH      HANDLER                     AUTHENTICATED BY        VERIFIED             "
        "DECIDES ON  OBJECT CHECK  BODY    EXPOSURE\n"
        "GET,POST  /z/<id>   open_door shop/views.py:60  nobody                  -                    "
        "-           -             Letter  public by silence\n"
        'GET       /profile  profile shop/views.py:38    header "Authorization"  no                   '
        "query data  -             -       open to all who look right\n"
        "GET       /health   health shop/views.py:9      nobody                  -                    "
        "-           -             -       public by decision\n"
        "GET       /a        verified shop/views.py:1    guard.allow             signature, exp, aud  "
        "claim role  -             -       closed\n"
        "\n"
        "4 routes: 1 public by silence, 1 not verified, 1 public by decision and 1 verified.\n"
    )


def test_a_table_that_is_too_wide_is_told_route_by_route(result: Result) -> None:
    assert text(result, 80).startswith(
        "GET,POST /z/<id>\n"
        "  handler: open_door shop/views.py:60\n"
        "  authenticated by: nobody\n"
        "  verified: -\n"
        "  decides on: -\n"
        "  object check: -\n"
        "  body: Letter\n"
        "  exposure: public by silence\n"
        "GET /profile\n"
    )


def test_an_app_without_routes_says_so() -> None:
    nothing = Result(root="", findings=(), coverage=Coverage())
    assert text(nothing, 80) == "No routes were found.\n"
    assert as_markdown(nothing) == "No routes were found.\n"
    assert json.loads(as_json(nothing)) == {"schema_version": 1, "routes": [], "files": [], "disagreements": []}


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
        "body": "Letter",
        "exposure": "public by silence",
        "worry": "public by silence",
        "promised": "",
    }
    assert [route["worry"] for route in routes[1:]] == ["not verified", "public by decision", "verified"]


def test_markdown_is_a_table_of_code_spans(result: Result) -> None:
    assert as_markdown(result).splitlines()[:3] == [
        "| Method | Path | Handler | Authenticated by | Verified | Decides on | Object check | Body | Exposure |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        (
            "| `GET,POST` | `/z/<id>` | `open_door shop/views.py:60` | `nobody` | `-` | `-` | `-` | `Letter` |"
            " `public by silence` |"
        ),
    ]


def test_a_hostile_route_stays_in_its_cell(hostile: Result) -> None:
    row = as_markdown(hostile).splitlines()[2]
    assert len(re.findall(r"(?<!\\)\|", row)) == 10
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


@pytest.fixture
def promised(result: Result) -> Result:
    rows = tuple(replace(row, promised="bearer or key") for row in result.routes)
    files = (RouteRow(("GET",), "/static/<path:filename>", "", Place("app.py", 3)),)
    found = (
        Disagreement(
            "security-not-enforced", "GET /z/<id>", "the document asks for bearer; the code asks nobody",
            Place("shop/views.py", 60), "api.yaml#/paths/~1z~1{id}/get",
        ),
        Disagreement("documented-not-served", "GET /gone", "no route serves it", None, "api.yaml#/paths/~1gone/get"),
    )  # fmt: skip
    return replace(result, routes=rows, files=files, disagreements=found)


def test_what_the_document_promises_stands_beside_each_route_and_below_the_table(promised: Result) -> None:
    told = text(promised, 250)
    assert told.splitlines()[0].endswith("EXPOSURE                    PROMISED")
    assert told.endswith(
        "1 folder of files, of which nothing is judged:\n"
        "  /static/<path:filename>  app.py:3\n"
        "\n"
        "The document and the code disagree in 2 things:\n"
        "  security-not-enforced  GET /z/<id>\n"
        "    the document asks for bearer; the code asks nobody\n"
        "    shop/views.py:60\n"
        "    api.yaml#/paths/~1z~1{id}/get\n"
        "  documented-not-served  GET /gone\n"
        "    no route serves it\n"
        "    api.yaml#/paths/~1gone/get\n"
    )


def test_markdown_has_the_disagreements_in_a_table_of_their_own(promised: Result) -> None:
    assert as_markdown(promised).splitlines()[-1] == (
        "| documented-not-served | `GET /gone` | `no route serves it` | `api.yaml#/paths/~1gone/get` |"
    )


@pytest.mark.parametrize("which", ["result", "promised", "hostile"])
def test_json_is_what_its_packaged_schema_says(which: str, request: pytest.FixtureRequest) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    whole = json.loads(as_json(request.getfixturevalue(which)))
    jsonschema.validate(whole, schema())
    assert len(whole["routes"]) == len(request.getfixturevalue(which).routes)


def test_the_schema_refuses_what_the_table_does_not_say(result: Result) -> None:
    whole = json.loads(as_json(result))
    whole["routes"][0]["exposure"] = "wide open"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, schema())


def test_the_page_tells_everything_once_and_loads_nothing(promised: Result) -> None:
    page = routes_page.render(promised)
    assert page.count("security-not-enforced") == 1
    assert "/static/&lt;path:filename&gt;" in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"<script|src=|href=|url\(", page)


def test_a_hostile_route_stays_text_on_the_page(hostile: Result) -> None:
    page = routes_page.render(hostile)
    assert "<script" not in page
    assert "\x1b" not in page


def test_the_page_of_an_app_without_routes_says_so() -> None:
    assert "<p>No routes were found.</p>" in routes_page.render(Result("", (), Coverage()))
