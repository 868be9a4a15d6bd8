"""Is a class that the request chooses from a table followed, and a choice that is refused left alone?"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

CODECS = """
from __future__ import annotations
import abc, json, pickle, typing as t
import attrs
if t.TYPE_CHECKING:
    from starlette.requests import Request

@attrs.frozen
class Payload:
    data: t.Iterable[bytes]
    metadata: t.Mapping[str, str] = attrs.field(factory=dict)

class Codec(abc.ABC):
    kind: str
    @abc.abstractmethod
    def decode(self, payload: Payload): ...
    async def parse(self, request: Request):
        return self.decode(Payload((await request.body(),), metadata=request.headers))

class Plain(Codec):
    kind = "application/json"
    def decode(self, payload):
        return json.loads(b"".join(payload.data))

class Objects(Codec):
    kind = "application/x-objects"
    def decode(self, payload):
        return pickle.loads(b"".join(payload.data))  # here

CODECS: t.Mapping[str, type[Codec]] = {codec.kind: codec for codec in [Plain, Objects]}
"""
METHODS = """
from __future__ import annotations
import typing as t
if t.TYPE_CHECKING:
    from starlette.requests import Request
    from codecs_of import Codec

class Spec:
    @classmethod
    async def from_request(cls, request: Request, codec: Codec):
        return await codec.parse(request)

class Method:
    spec: type[Spec]
"""
SERVING = """
from __future__ import annotations
import typing as t
from codecs_of import CODECS
from methods_of import Method
if t.TYPE_CHECKING:
    from starlette.requests import Request

class Serving:
    methods: dict[str, Method]
    def __init__(self, main: bool = False):
        self.main = main
    async def answer(self, name: str, request: Request):
        kind = request.headers.get("Content-Type", "application/json").split(";")[0].strip()
        {guard}
        return await self.methods[name].spec.from_request(request, CODECS[kind]())
    async def outer(self, name: str, request: Request):
        return await self.answer(name, request)
"""
OPEN = {
    "nothing": "pass",
    "another kind is refused": 'if kind == "text/plain":\n            raise ValueError(kind)',
    "the refusal only warns": 'if kind == "application/x-objects":\n            print(kind)',
    "who asks decides": 'if request.cookies and kind == "application/x-objects":\n            raise ValueError(kind)',
}
CLOSED = {
    "the kind is refused": 'if kind == "application/x-objects":\n            raise ValueError(kind)',
    "the kind is refused where a setting is on": (
        'if self.main and kind == "application/x-objects":\n            raise ValueError(kind)'
    ),
    "only another kind is let in": 'if kind != "application/json":\n            raise ValueError(kind)',
}


def found(folder: Path, guard: str) -> list[str]:
    texts = {"codecs_of.py": CODECS, "methods_of.py": METHODS, "serving.py": SERVING.replace("{guard}", guard)}
    for name, text in texts.items():
        (folder / name).write_text(dedent(text), encoding="utf-8")
    result = scan(folder, Settings(only=("pickle-from-request",)))
    assert result.not_looked == ()
    return [f"{finding.place.file}: {finding.sink_text}" for finding in result.findings]


@pytest.mark.parametrize("guard", OPEN)
def test_the_class_that_the_request_names_is_told_although(guard: str, tmp_path: Path) -> None:
    assert found(tmp_path, OPEN[guard]) == ['codecs_of.py: pickle.loads(b"".join(payload.data))']


@pytest.mark.parametrize("guard", CLOSED)
def test_nothing_is_told_when(guard: str, tmp_path: Path) -> None:
    assert found(tmp_path, CLOSED[guard]) == []
