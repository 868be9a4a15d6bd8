"""Does what docs/guard.md shows work as it is written there?"""

from __future__ import annotations

import os
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bearproof import tripwire
from bearproof.catalog.token_settings import WEAKENING_CALLS

PAGE = Path(__file__).resolve().parents[3] / "docs/guard.md"


@pytest.fixture(scope="module")
def shown() -> Iterator[dict[str, Any]]:
    """What the page's code has made, one block after the other."""
    before, page = dict(os.environ), types.ModuleType("page")
    sys.modules["page"] = page
    for block in re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        exec(compile(block, str(PAGE), "exec", dont_inherit=True), vars(page))  # noqa: S102  # our own page
    yield vars(page)
    del sys.modules["page"]
    os.environ.clear()
    os.environ.update(before)
    # The page's guard observes.
    tripwire.state.wires.clear()


@pytest.mark.parametrize("name", ["test_orders", "test_nothing_else_is_open"])
def test_the_pages_tests_pass(shown: dict[str, Any], name: str) -> None:
    shown[name]()


def test_the_page_says_what_its_app_answers(shown: dict[str, Any]) -> None:
    client, guard = shown["app"].test_client(), shown["guard"]
    writer = {"Authorization": "Bearer " + guard.issue("alice", scopes=["products:write"])}
    asked = [
        client.get("/health"),
        client.get("/me"),
        client.get("/me", headers=writer),
        client.post("/orders", headers=writer),
        client.post("/products", headers=writer, json={"name": "honey"}),
        client.post("/products", headers=writer, json={"name": "honey", "price": 1}),
        client.get("/products?page=2&tag=a&tag=b"),
    ]
    assert [answer.status_code for answer in asked] == [200, 401, 200, 403, 200, 403, 200]
    assert [asked[4].get_json(), asked[6].get_json()] == [{"name": "honey"}, [{"name": "page 2"}]]


def test_the_pages_cookie_reads_and_does_not_write_across_sites(shown: dict[str, Any]) -> None:
    client = shown["web"].test_client()
    said = client.post("/login", base_url="https://api.example").headers["Set-Cookie"]
    assert said.startswith("__Host-access_token=")


def test_the_page_lists_what_the_scanner_reports_as_weakening() -> None:
    table = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `bearproof.guard.")]
    first = [line.split("`")[1] for line in table]
    reported = [row.call + (f"({row.argument}=True)" if row.argument else "") for row in WEAKENING_CALLS]
    assert first[: len(reported)] == reported
