"""Is what a project says of its own functions read as written, and is each mistake one clear line?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.catalog.rows import Cleaner, Kind, Models, Sink, Source
from bearproof.errors import ConfigProblem
from bearproof.inputs.settings import Settings, load


def written(root: Path, text: str) -> Path:
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    return root


def test_every_table_is_read(tmp_path: Path) -> None:
    text = """
        [tool.bearproof.models]
        sanitizers = ["shop.checks.verified"]
        propagators = ["shop.text.trimmed"]
        [[tool.bearproof.models.sources]]
        name = "shop.bus.next_message"
        kind = "message"
        [[tool.bearproof.models.sources]]
        name = "acme.Request.payload"
        call = false
        [[tool.bearproof.models.sinks]]
        call = "shop.codec.thaw"
        family = "pickle"
        argument = 1
        keywords = ["raw"]
        instead = "read_json"
        [[tool.bearproof.models.sinks]]
        call = "shop.codec.run"
        """
    assert load(written(tmp_path, text)) == Settings(
        models=Models(
            sources=(
                Source("shop.bus.next_message", Kind.MESSAGE, call=True),
                Source("acme.Request.payload", Kind.BODY, call=False),
            ),
            sinks=(
                Sink("shop.codec.thaw", "pickle", 1, ("raw",), use="read_json"),
                Sink("shop.codec.run", "deserializer", 0, (), use="JSON, validated by a schema"),
            ),
            sanitizers=(Cleaner("shop.checks.verified"),),
            propagators=("shop.text.trimmed",),
        )
    )


def test_without_a_table_there_are_no_models(tmp_path: Path) -> None:
    assert load(written(tmp_path, "[tool.bearproof]\n")).models == Models()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("models = 3", "models: expected a table, got 3"),
        ("[tool.bearproof.models]\nsinks = 'x.y'", "models.sinks: expected a list of at most 1000, got 'x.y'"),
        ("[tool.bearproof.models]\nsinkz = []", "models.sinkz: unknown key"),
        ("[tool.bearproof.models]\nsinks = ['x.y']", "models.sinks[0]: expected a table, got 'x.y'"),
        (
            "[tool.bearproof.models]\nsinks = [{}]",
            "models.sinks[0].call: expected a dotted name such as shop.codec.thaw, got nothing",
        ),
        (
            "[tool.bearproof.models]\nsinks = [{call = 'thaw'}]",
            "models.sinks[0].call: expected a dotted name such as shop.codec.thaw, got 'thaw'",
        ),
        (
            "[tool.bearproof.models]\nsinks = [{call = 'x.y', family = 'sql'}]",
            "models.sinks[0].family: expected one of pickle, yaml, deserializer, code, got 'sql'",
        ),
        (
            "[tool.bearproof.models]\nsinks = [{call = 'x.y', argument = -1}]",
            "models.sinks[0].argument: expected a position from 0 to 99, got -1",
        ),
        (
            "[tool.bearproof.models]\nsinks = [{call = 'x.y', argument = true}]",
            "models.sinks[0].argument: expected a position from 0 to 99, got True",
        ),
        (
            "[tool.bearproof.models]\nsinks = [{call = 'x.y', keywords = ['a b']}]",
            "models.sinks[0].keywords: expected a list of parameter names, got a list",
        ),
        (
            "[tool.bearproof.models]\nsinks = [{call = 'x.y', instead = ''}]",
            "models.sinks[0].instead: expected a line of at most 200 characters, got ''",
        ),
        (
            "[tool.bearproof.models]\nsources = [{name = 'x.y', call = 1}]",
            "models.sources[0].call: expected true or false, got 1",
        ),
        (
            "[tool.bearproof.models]\nsanitizers = ['a.b', 7]",
            "models.sanitizers[1]: expected a dotted name such as shop.codec.thaw, got 7",
        ),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    head = "" if text.startswith("[") else "[tool.bearproof]\n"
    with pytest.raises(ConfigProblem) as caught:
        load(written(tmp_path, f"{head}{text}\n"))
    assert str(caught.value) == f"pyproject.toml: tool.bearproof.{told}"


def test_a_kind_that_is_none_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigProblem, match=r"sources\[0\]\.kind: expected one of path, query, .*, got 'verified claim'"
    ):
        load(written(tmp_path, "[tool.bearproof.models]\nsources = [{name = 'x.y', kind = 'verified claim'}]\n"))


def test_the_nearest_key_is_advised(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblem) as caught:
        load(written(tmp_path, "[tool.bearproof.models]\nsanitisers = []\n"))
    assert caught.value.advice == "The nearest known key is sanitizers."
