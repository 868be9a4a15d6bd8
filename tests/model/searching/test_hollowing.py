"""What is left of a file when its functions have no bodies?"""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from bearproof.inputs.reading import Limits
from bearproof.model import interest
from bearproof.model.project import Project
from bearproof.model.searching.hollowing import hollowed


def hollow(text: str) -> str:
    found = hollowed(dedent(text).encode())
    return "" if found is None else found.raw.decode()


def loaded(text: str, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(interest, "SMALL", 0)
    project = Project([("a.py", dedent(text).encode())], Limits())
    project.load(project.at("a.py"))
    return project


def params(project: Project) -> list[list[str]]:
    return [[name for name, _ in item.code.params] for item in project.at("a.py").body or ()]


def test_a_body_becomes_one_name_that_ends_where_it_ended() -> None:
    assert (
        hollow(
            """
        def f(a):
            b = a  # so

            return b
        x = f(1)
        """
        )
        == "\ndef f(a):\n\n\n    ________\nx = f(1)\n"
    )


def test_methods_lose_their_bodies_and_classes_do_not() -> None:
    text = hollow(
        """
        class C:
            async def f(self):
                def g(): return 1
                return g
            x = 1
        """
    )

    assert text == "\nclass C:\n    async def f(self):\n\n        ________\n    x = 1\n"


def test_positions_stay_what_they_were() -> None:
    text = 'def f(\n    a,\n) -> int:\n    """Say."""\n    return [\n        a,\n    ]\n\n\nclass D:\n    x = 1\n'
    whole, left = ast.parse(text), ast.parse(hollow(text))

    assert [(node.lineno, node.end_lineno, node.end_col_offset) for node in left.body] == [
        (node.lineno, node.end_lineno, node.end_col_offset) for node in whole.body
    ]


def test_a_body_whose_end_is_not_sure_stays() -> None:
    assert hollow('def f():\n    return """\nfoo"""\n') == ""
    assert hollow("def f():\n    return 1  # one\n") == ""
    assert hollow("def f():\n    return 'é'\n") == ""
    assert hollow("def f():\r\n    return 1\r\n") == ""


def test_a_function_in_a_string_makes_the_whole_file_be_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    project = loaded(
        '''
        def f(a): """
        def g(b):
            return 1
        """
        def h(c):
            return 2
        ''',
        monkeypatch,
    )

    assert params(project) == [["a"], ["c"]]


def test_a_colon_in_a_comment_does_not_end_a_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    project = loaded(
        """
        def f(
            a,  # the first:
            b,
        ):
            return a
        """,
        monkeypatch,
    )

    assert params(project) == [["a", "b"]]


def test_a_body_is_there_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    project = loaded("class C:\n    def f(self):\n        yield 1\n", monkeypatch)
    code = project.at("a.py").body[0].body[0].code

    assert code.body is None
    assert len(project.complete(code)) == 1
    assert code.is_generator


def test_a_body_that_cannot_be_parsed_is_told_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    project = loaded("def f():\n    a b\n    return 1\n", monkeypatch)

    assert project.complete(project.at("a.py").body[0].code) == []
    assert [str(item.reason) for item in project.unread] == ["syntax-error"]
    assert project.unread[0].place == "a.py:2"
