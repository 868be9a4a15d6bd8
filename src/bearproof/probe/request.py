"""What is sent? A request as plain data, so that it can be replayed, printed and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request to a path of the app under test; at most one of form with files, json and body is set."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    cookies: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    form: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    files: Mapping[str, bytes] = field(default_factory=lambda: _NO_FILES)
    json: object = None
    body: bytes = b""
