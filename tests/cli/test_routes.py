import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("shop")
def test_the_table_names_route_handler_and_protection(bearproof: Run) -> None:
    code, out, err = bearproof("routes")
    assert (code, err) == (0, "")
    assert out.splitlines()[:9] == [
        "GET /profile",
        "  handler: profile app.py:10",
        "  authenticated by: nobody",
        "  verified: -",
        "  decides on: -",
        "  object check: -",
        "  body: -",
        "  exposure: public by silence",
        "",
    ]


@pytest.mark.usefixtures("shop")
def test_findings_never_fail_the_table(bearproof: Run) -> None:
    assert bearproof("scan")[0] == 1
    assert bearproof("routes")[0] == 0


@pytest.mark.usefixtures("shop")
def test_the_table_as_json_is_json_alone(bearproof: Run) -> None:
    code, out, err = bearproof("routes", "--format", "json")
    assert (code, err) == (0, "")
    (route,) = json.loads(out)["routes"]
    assert (route["methods"], route["path"]) == (["GET"], "/profile")


@pytest.mark.usefixtures("shop")
def test_the_table_as_markdown_is_a_table(bearproof: Run) -> None:
    code, out, err = bearproof("routes", "--format", "markdown")
    assert (code, err) == (0, "")
    assert out.startswith("| ")
    assert "/profile" in out


@pytest.mark.usefixtures("torn")
def test_an_incomplete_table_ends_with_3_unless_that_is_allowed(bearproof: Run) -> None:
    assert bearproof("routes")[0] == 3
    assert bearproof("routes", "--allow-incomplete")[0] == 0


def test_a_hostile_setting_stops_the_table_too(shop: Path, bearproof: Run) -> None:
    (shop / "pyproject.toml").write_text('[tool.bearproof]\nrun = "touch owned"\n')
    code, out, err = bearproof("routes")
    assert (code, out) == (2, "")
    assert err.startswith("error: pyproject.toml: tool.bearproof.run: ")
    assert not (shop / "owned").exists()


def test_the_table_has_no_option_that_would_do_nothing(bearproof: Run) -> None:
    code, out, err = bearproof("routes", "--color", "always")
    assert (code, out) == (2, "")
    assert err.startswith("error: No such option")


SPEC = """
openapi: 3.0.3
security: [{bearer: []}]
paths:
  /profile: {get: {}}
  /gone: {delete: {}}
components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
"""


def test_a_document_is_held_against_the_code(shop: Path, bearproof: Run) -> None:
    (shop / "api.yaml").write_text(SPEC)
    code, out, err = bearproof("routes", "--spec", "api.yaml", "--format", "json")
    assert (code, err) == (0, "")
    whole = json.loads(out)
    assert [route["promised"] for route in whole["routes"]] == ["bearer"]
    assert [(item["kind"], item["operation"]) for item in whole["disagreements"]] == [
        ("security-not-enforced", "GET /profile"),
        ("documented-not-served", "DELETE /gone"),
    ]


def test_a_broken_document_ends_with_2_and_says_where(shop: Path, bearproof: Run) -> None:
    (shop / "api.json").write_text('{"openapi": "3.0.3",')
    code, out, err = bearproof("routes", "--spec", "api.json")
    assert (code, out) == (2, "")
    assert err.splitlines()[0].startswith("error: api.json:1:21: not JSON")


def test_a_document_that_is_not_there_ends_with_2(shop: Path, bearproof: Run) -> None:
    assert shop.is_dir()
    code, _, err = bearproof("routes", "--spec", "missing.yaml")
    assert code == 2
    assert err.startswith("error: missing.yaml cannot be read: No such file or directory")


def test_a_reference_that_is_not_followed_leaves_the_table_incomplete(shop: Path, bearproof: Run) -> None:
    (shop / "api.yaml").write_text("openapi: 3.0.3\npaths: {/profile: {$ref: 'http://evil.example/x'}}")
    assert bearproof("routes", "--spec", "api.yaml")[0] == 3
    assert bearproof("routes", "--spec", "api.yaml", "--allow-incomplete")[0] == 0


@pytest.mark.usefixtures("shop")
def test_the_table_as_a_page(bearproof: Run) -> None:
    code, out, err = bearproof("routes", "--format", "html")
    assert (code, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>")
    assert "public by silence" in out


def test_the_table_is_written_to_a_file(shop: Path, bearproof: Run) -> None:
    code, out, err = bearproof("routes", "--format", "html", "--output", "routes.html")
    assert (code, out, err) == (0, "", "")
    assert (shop / "routes.html").read_text().startswith("<!DOCTYPE html>")
