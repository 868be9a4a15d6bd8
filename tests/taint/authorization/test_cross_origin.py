"""Which rules of which frameworks let every site ask with the user's cookies?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware import Middleware
SITES = ["https://desk.example"]
EVERY = ["*"]
"""
FOUND = {
    "a star in a list": "app = FastAPI()\n"
    "app.add_middleware(CORSMiddleware, allow_origins=EVERY, allow_credentials=True)",
    "a pattern for everything": "app = FastAPI()\n"
    "app.add_middleware(CORSMiddleware, allow_origin_regex='.*', allow_credentials=True)",
    "given when the app is made": "app = FastAPI(middleware=[\n"
    "    Middleware(CORSMiddleware, allow_origins=['*'], allow_credentials=True)])",
}
QUIET = {
    "a star without credentials": "app = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=EVERY)",
    "one site with credentials": "app = FastAPI()\n"
    "app.add_middleware(CORSMiddleware, allow_origins=SITES, allow_credentials=True)",
    "no site with credentials": "app = FastAPI()\napp.add_middleware(CORSMiddleware, allow_credentials=True)",
    "another middleware": "app = FastAPI()\n"
    "app.add_middleware(GZipMiddleware, allow_origins=EVERY, allow_credentials=True)",
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND.keys())
def test_every_site_with_cookies_is_told(text: str, told: Told) -> None:
    found, _ = told(f"{HEAD}{text}\n", ("cors-with-credentials",))
    assert found == {("cors-with-credentials", 8)}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET.keys())
def test_fewer_sites_or_no_cookies_are_not_told(text: str, told: Told) -> None:
    assert told(f"{HEAD}{text}\n", ("cors-with-credentials",)) == (set(), set())
