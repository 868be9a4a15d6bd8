import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.findings import Finding, Input
from bearproof.fix.editing.script import Scripts
from bearproof.fix.json_reading import json

Written = Callable[..., Scripts]
At = Callable[..., Finding]
After = Callable[..., str]

ROLE = Input("", way=(".role",), values=("admin",))
NAME = Input("", way=(".name",), required=True)

PLAIN = """import base64
import pickle

from flask import Flask, request

app = Flask(__name__)


@app.get("/profile")
def profile():
    user = pickle.loads(base64.b64decode(request.args["data"]))
    return user["name"]
"""
CALL = 'pickle.loads(base64.b64decode(request.args["data"]))'

MENDED = '''import base64

from flask import Flask, abort, request
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

app = Flask(__name__)


class User(BaseModel):
    """What a caller may send; nothing else."""

    model_config = ConfigDict(strict=True, extra="forbid")

    role: str = ""
    name: JsonValue


def read_user(raw):
    """The fields that were sent; anything but JSON with the declared ones answers 400."""
    try:
        return User.model_validate_json(raw).model_dump(exclude_unset=True)
    except ValidationError:
        abort(400)


@app.get("/profile")
def profile():
    user = read_user(base64.b64decode(request.args["data"]))
    return user["name"]
'''


def test_the_whole_of_it(written: Written, at: At, after: After) -> None:
    scripts = written(PLAIN)
    fix = json(at(PLAIN, CALL, ROLE, NAME), scripts)
    assert after(scripts, fix) == MENDED
    assert fix is not None
    assert not fix.safe
    assert fix.note == (
        'Callers send JSON from now on, encoded around it as before: {"role": "admin", "name": "…"}. Types are guessed '
        "from what the source compares: role is text. Nothing in the source says what name is: any JSON value for now, "
        "so narrow it. What is loaded is taken for one object, not for a list of them. "
        "Fields that read_user does not name are refused with 400. It needs pydantic 2.5."
    )


def test_without_known_fields_nothing_is_offered(written: Written, at: At) -> None:
    assert json(at(PLAIN, CALL), written(PLAIN)) is None


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("import pickle\ndoc = pickle.load(f)", "read_doc(f.read())"),
        ("import pickle\ndoc = pickle.load(a or b)", "read_doc((a or b).read())"),
        ("import pickle\ndoc = pickle.Unpickler(f).load()", "read_doc(f.read())"),
        ("import pickle\ndoc = pickle.loads(b, encoding='latin-1')", "read_doc(b)"),
        ("import cPickle\ndoc = cPickle.loads(b)", "read_doc(b)"),
        ("from pickle import loads as thaw\ndoc = thaw(b)", "read_doc(b)"),
        ("import dill\ndoc: dict = dill.loads(b)", "read_doc(b)"),
        ("import cloudpickle\nself.doc = cloudpickle.loads(b)", "read_doc(b)"),
        ("import jsonpickle\ndoc = jsonpickle.decode(string=b, keys=True)", "read_doc(b)"),
        ("import marshal\n(doc := marshal.loads(b))", "read_doc(b)"),
        ("import pickle\nprint(pickle.loads(b).get('role'))", "read_document(b)"),
    ],
)
def test_each_call_becomes_one_of_the_reader(line: str, new: str, written: Written, at: At, after: After) -> None:
    scripts = written(line)
    found = re.search(
        r"[\w.]+\((?:[^()]|\(\))*\)(?:\.load\(\))?", line.partition("\n")[2].removeprefix("print(").lstrip("(")
    )
    assert found is not None
    result = after(scripts, json(at(line, found[0], ROLE), scripts))
    assert result.rpartition("\n\n\n")[2] == line.partition("\n")[2].replace(found[0], new)


@pytest.mark.parametrize(
    "lines",
    [
        "import pickle\nx = pickle.loads(b)\nfor each in x: pass",
        "import pickle\nfor each in pickle.loads(b): pass",
        "import pickle\nx = pickle.loads(b)\ny = x[0]",
        "import pickle\nx = pickle.loads(b)\ny = x.role",
        "import pickle\ny = pickle.loads(b).role",
        "import pickle\nx = pickle.loads(b)\ny = pickle.dumps(x)",
        "import pickle\nx = pickle.loads(b)\nabort = 1",
        "x = pickle.loads(b)",
    ],
)
def test_what_is_no_mapping_or_is_written_here_too_is_left_alone(lines: str, written: Written, at: At) -> None:
    assert json(at(lines, "pickle.loads(b)", ROLE), written(lines)) is None


LIST_ELSEWHERE = [
    "def f(raw):\n    return pickle.loads(raw)\n\n\nfor line in f(x):\n    pass\n",
    "def f(raw):\n    found = pickle.loads(raw)\n    return found or None\n\n\nrows = f(x)\ny = rows[-1]\n",
    "class C:\n    def f(self):\n        self.rows = pickle.loads(raw)\n    def g(self):\n        sorted(self.rows)\n",
    "class C:\n    @property\n    def rows(self):\n        return pickle.loads(raw)\n\n\ny = [a for a in C().rows]\n",
    "print(*pickle.loads(raw))\n",
    "x = pickle.loads(raw)\n" + "print(x)\n" * 500,
    "async def f(raw):\n    return pickle.loads(raw)\n\n\nasync def g():\n    a, b = await f(x)\n",
]


@pytest.mark.parametrize("text", LIST_ELSEWHERE)
def test_a_list_is_seen_wherever_it_is_used_as_one(text: str, written: Written, at: At) -> None:
    text = f"import pickle\n\n\n{text}"
    call = "pickle.loads(x)" if "loads(x)" in text else "pickle.loads(raw)"
    assert json(at(text, call, ROLE), written(text)) is None


def test_a_list_in_another_file_is_seen_too(written: Written, at: At) -> None:
    text = "import pickle\n\n\ndef unpack(raw):\n    return pickle.loads(raw)\n"
    use = "from app import unpack\n\nfor each in unpack(x):\n    pass\n"
    call = at(text, "pickle.loads(raw)", ROLE)
    assert json(call, written(text, views=use)) is None
    assert json(call, written(text, views=use.replace("app", "other"))) is not None


def test_a_field_that_holds_a_list_may_hold_any_value(written: Written, at: At, after: After) -> None:
    text = "import pickle\n\n\ndoc = pickle.loads(raw)\nfor each in doc['users']:\n    each['name']\n"
    users = (Input("", way=(".users",), required=True), Input("", way=(".users", ".name"), required=True))
    scripts = written(text)
    new = after(scripts, json(at(text, "pickle.loads(raw)", *users), scripts))
    assert "    users: JsonValue\n" in new
    assert "name:" not in new


def test_a_reader_that_is_there_is_used_again(written: Written, at: At, after: After) -> None:
    text = (
        MENDED
        + "\n\n@app.post('/other')\ndef other():\n    user = pickle.loads(request.data)\n    return user['name']\n"
    )
    text = text.replace("import base64\n", "import base64\nimport pickle\n")
    scripts = written(text)
    assert after(scripts, json(at(text, "pickle.loads(request.data)", ROLE, NAME), scripts)) == (
        text.replace("pickle.loads(request.data)", "read_user(request.data)").replace("import pickle\n", "")
    )


def test_names_that_are_taken_are_not_taken_again(written: Written, at: At, after: After) -> None:
    text = PLAIN.replace("app =", "User = read_user = None\napp =")
    scripts = written(text)
    new = after(scripts, json(at(text, CALL, ROLE), scripts))
    assert re.findall(r"^(?:class|def) \w+", new, re.MULTILINE) == [
        "class UserSent",
        "def read_user_sent",
        "def profile",
    ]


ODD = (
    Input("", way=(".class",), values=("a",)),
    Input("", way=(".x-y",), required=True, values=(1,)),
    Input("", way=(".json",), values=(True,)),
    Input("", way=(".model_x",), values=(1.5,)),
    Input("", way=(".tags",), values=(("new",),)),
    Input("", way=(".either",), values=("a", 1)),
    Input("", way=(".owner", ".name"), required=True, values=("me",)),
    Input("", way=(".owner",), required=True),
    Input("", way=(".place", ".city"), values=("here",)),
)
ASKED = """
import json, sys
from types import ModuleType
sys.modules["pickle_is_gone"] = ModuleType("x")
from werkzeug.exceptions import BadRequest
import app
def told(document):
    try:
        return app.read_user(json.dumps(document))
    except BadRequest:
        return 400
good = {"class": "b", "x-y": 2, "json": False, "model_x": 2.5, "tags": ["a"], "either": [], "owner": {"name": "n"}}
assert told(good) == good, told(good)
least = {"x-y": 2, "owner": {"name": "n"}}
assert told(least) == least, told(least)
assert told({**least, "place": {}}) == {**least, "place": {}}
for bad in ({}, [], {**least, "more": 1}, {**least, "x-y": "2"}, {**least, "tags": "new"}, {**least, "json": 1},
            {"x-y": 2, "owner": {}}, {"x_y": 2, "owner": {"name": "n"}}, {**least, "owner": {"name": "n", "m": 1}}):
    assert told(bad) == 400, bad
print("as declared")
"""


def test_the_reader_hands_on_what_was_sent_and_refuses_anything_else(
    written: Written, at: At, after: After, tmp_path: Path
) -> None:
    scripts = written(PLAIN)
    (tmp_path / "app.py").write_text(after(scripts, json(at(PLAIN, CALL, *ODD), scripts)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASKED],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stderr, done.stdout) == ("", "as declared\n")


def test_annotations_are_written_where_they_are_not_evaluated(written: Written, at: At, after: After) -> None:
    text = f"from __future__ import annotations\n\n{PLAIN}"
    scripts = written(text)
    new = after(scripts, json(at(text, CALL, ROLE), scripts))
    assert "def read_user(raw: str | bytes) -> dict[str, Any]:" in new
    assert "from typing import Any\n" in new
