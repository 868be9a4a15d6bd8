"""Is a call dangerous by the way its object was set up, or because it takes its data in by itself?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent, indent

import pytest

from bearproof.catalog.configured import CONFIGURED
from bearproof.catalog.rows import Sink
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

_SIGNED = "import os\nfrom itsdangerous import URLSafeTimedSerializer as Signer\n"
_ZMQ = "import zmq\nsocket = zmq.Context.instance().socket(zmq.PULL)\n"

#: (module level, body of the view) of apps whose view is told once.
DANGEROUS: dict[str, tuple[str, str]] = {
    "a known key and pickle": (
        f"{_SIGNED}signer = Signer('known', serializer=pickle)",
        "signer.loads(request.args['t'])",
    ),
    "a known key by name": (
        f"{_SIGNED}signer = Signer(secret_key='known', serializer=pickle)",
        "signer.loads(request.args['t'], max_age=60)",
    ),
    "a public socket": (f"{_ZMQ}socket.bind('tcp://0.0.0.0:5555')", "socket.recv_pyobj()"),
    "a socket whose address is not known": (f"{_ZMQ}socket.bind(ADDRESS)", "socket.recv_pyobj()"),
    "a function that the sender names": ("import shutil", "getattr(shutil, request.args['f'])(1)"),
    "a class of a module of the app": ("import statistics", "getattr(statistics, request.args['f'])(**request.json)"),
    "a listener of another process": (
        "from multiprocessing.connection import Listener\nserver = Listener(('0.0.0.0', 6000))",
        "connection = server.accept()\nconnection.recv()",
    ),
}
#: The same, set up so that nothing of the sender's is loaded.
HARMLESS: dict[str, tuple[str, str]] = {
    "an unknown key and pickle": (
        f"{_SIGNED}signer = Signer(os.environ['KEY'], serializer=pickle)",
        "signer.loads(request.args['t'])",
    ),
    "a known key and JSON": (f"{_SIGNED}signer = Signer('known')", "signer.loads(request.args['t'])"),
    "a socket of the process": (f"{_ZMQ}socket.bind('inproc://own')", "socket.recv_pyobj()"),
    "a socket of the machine": (f"{_ZMQ}socket.connect('ipc:///run/own')", "socket.recv_pyobj()"),
    "texts of a socket": (f"{_ZMQ}socket.bind('tcp://0.0.0.0:5555')", "socket.recv_string()"),
    "an attribute that is only read": ("import shutil", "str(getattr(shutil, request.args['f'], ''))"),
    "a field of a row that the sender names": (
        "class Row:\n    a = 1",
        "str(getattr(Row(), request.args['f']))",
    ),
    "a function of a list": (
        "import shutil",
        "name = request.args['f']\nif name not in ('copy', 'move'):\n    abort(400)\ngetattr(shutil, name)()",
    ),
    "a pipe": ("import multiprocessing\none, other = multiprocessing.Pipe()", "one.recv()"),
}


def found(above: str, body: str, folder: Path) -> list[str]:
    head = "import io, json, pickle\n\nfrom flask import Flask, abort, request\n\napp = Flask(__name__)\n"
    text = f"{head}{above}\n\n\n@app.post('/x')\ndef view():\n{indent(dedent(body), '    ')}\n    return 'ok'\n"
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings(only=("deserializer-from-request",)))
    assert result.not_looked == ()
    return [finding.operation or "" for finding in result.findings]


@pytest.mark.parametrize("way", DANGEROUS)
def test_it_is_told(way: str, tmp_path: Path) -> None:
    assert found(*DANGEROUS[way], tmp_path) == ["POST /x"]


@pytest.mark.parametrize("way", HARMLESS)
def test_it_is_let_be(way: str, tmp_path: Path) -> None:
    assert found(*HARMLESS[way], tmp_path) == []


@pytest.mark.parametrize("row", CONFIGURED, ids=[row.call for row in CONFIGURED])
def test_the_bad_line_of_a_row_is_told_and_the_good_one_is_not(row: Sink, tmp_path: Path) -> None:
    assert found("", f"data = request.get_data()\n{row.bad}", tmp_path) == ["POST /x"]
    assert found("", f"data = request.get_data()\n{row.good}", tmp_path) == []


def test_the_tables_are_used(found_in_files: Callable[[Mapping[str, str]], list[str]]) -> None:
    """A model's own decoder reads what the sender wrote in a text field, and nothing from a number."""
    text = """\
        import base64, pickle
        import msgspec
        from flask import Flask, request
        app = Flask(__name__)
        class Wanted(msgspec.Struct):
            number: int
            state: str
        decode = msgspec.json.Decoder(Wanted).decode
        @app.post("/x")
        def x():
            wanted = decode(request.get_data())
            pickle.loads(str(wanted.number).encode())
            return pickle.loads(base64.b64decode(wanted.state))
        """
    assert [place.split(":")[1] for place in found_in_files({"app.py": text})] == ["13"]
