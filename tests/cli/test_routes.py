import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("shop")
def test_the_table_names_route_handler_and_protection(bearproof: Run) -> None:
    code, out, err = bearproof("routes")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split() == [
        "METHOD",
        "PATH",
        "HANDLER",
        "AUTHENTICATED",
        "BY",
        "VERIFIED",
        "DECIDES",
        "ON",
        "OBJECT",
        "CHECK",
    ]
    assert "/profile  profile app.py:10  nobody: public by silence" in out


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
