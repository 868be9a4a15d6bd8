"""Which fixtures has a pytest suite of a guarded app? Made from its own fixture `app`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from .throwaway import Issue, tokens


@pytest.fixture
def issue(app: Flask) -> Iterator[Issue]:
    """Makes the headers of requests to `app`: `client.get("/", headers=issue("alice", scopes=["read"]))`."""
    with tokens(app) as made:
        yield made
