"""How does data get to a call, and what stops it? One small app for each rule that the engine keeps or kills by."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
import base64, binascii, functools, gzip, hashlib, hmac, html, importlib, io, json, os, pickle, re, uuid, zlib
from urllib.parse import unquote

from flask import Flask, abort, g, request, session

app = Flask(__name__)


def opaque(x):
    return unknown_module_function(x)

"""

KEEPS = {
    "as it is": "pickle.loads(request.get_data())",
    "slice": "pickle.loads(request.get_data()[4:])",
    "concatenation": "pickle.loads(b'x' + request.get_data())",
    "f-string": "pickle.loads(f'a{request.args[\"a\"]}'.encode())",
    "percent": "pickle.loads(('%s' % request.args['a']).encode())",
    "format": "pickle.loads('{}'.format(request.args['a']).encode())",
    "split": "pickle.loads(request.args['a'].split('.')[1].encode())",
    "join": "pickle.loads(''.join(request.args.getlist('a')).encode())",
    "partition": "_, _, a = request.args['a'].partition('.')\npickle.loads(a.encode())",
    "base64": "pickle.loads(base64.b64decode(request.args['a']))",
    "hex": "pickle.loads(bytes.fromhex(request.args['a']))",
    "unhexlify": "pickle.loads(binascii.unhexlify(request.args['a']))",
    "zlib": "pickle.loads(zlib.decompress(request.get_data()))",
    "gzip": "pickle.loads(gzip.decompress(request.get_data()))",
    "json field": "pickle.loads(base64.b64decode(request.get_json()['a']['b']))",
    "json text": "pickle.loads(base64.b64decode(json.loads(request.form['a'])['b']))",
    "unquote": "pickle.loads(unquote(request.args['a']).encode())",
    "html escape": "pickle.loads(html.escape(request.args['a']).encode())",
    "list element": "parts = [b'x', request.get_data()]\npickle.loads(parts[1])",
    "appended": "parts = []\nparts.append(request.get_data())\npickle.loads(parts[0])",
    "dictionary": "box = {}\nbox['a'] = request.get_data()\npickle.loads(box['a'])",
    "comprehension": "[pickle.loads(part.encode()) for part in request.args.getlist('a')]",
    "key name": "for key in request.form:\n    pickle.loads(key.encode())",
    "items": "for key, value in request.form.items():\n    pickle.loads(value.encode())",
    "file-like": "pickle.load(io.BytesIO(request.get_data()))",
    "stream": "pickle.load(request.stream)",
    "upload": "pickle.load(request.files['f'])",
    "unpickler": "pickle.Unpickler(io.BytesIO(request.get_data())).load()",
    "flask.g": "g.raw = request.get_data()\npickle.loads(g.raw)",
    "walrus": "if raw := request.get_data():\n    pickle.loads(raw)",
    "conditional": "raw = request.get_data() if request.args else b''\npickle.loads(raw)",
    "or default": "pickle.loads(request.get_data() or b'')",
    "star arguments": "args = (request.get_data(),)\npickle.loads(*args)",
    "keyword mapping": "def inner(raw):\n    return pickle.loads(raw)\ninner(**{'raw': request.get_data()})",
    "closure": "raw = request.get_data()\ndef inner():\n    return pickle.loads(raw)\ninner()",
    "lambda": "(lambda raw: pickle.loads(raw))(request.get_data())",
    "generator": "def parts():\n    yield request.get_data()\nfor raw in parts():\n    pickle.loads(raw)",
    "instance field": (
        "class Box:\n    def __init__(self, raw):\n        self.raw = raw\n    def open(self):\n"
        "        return pickle.loads(self.raw)\nBox(request.get_data()).open()"
    ),
    "property": (
        "class Box:\n    @property\n    def raw(self):\n        return request.get_data()\npickle.loads(Box().raw)"
    ),
    "super": (
        "class A:\n    def raw(self):\n        return request.get_data()\nclass B(A):\n    def raw(self):\n"
        "        return super().raw()\npickle.loads(B().raw())"
    ),
    "try": "try:\n    raw = request.get_data()\nexcept ValueError:\n    raw = b''\npickle.loads(raw)",
    "while": "raw = b''\nwhile request.args:\n    raw = request.get_data()\n    break\npickle.loads(raw)",
    "match": "match request.get_json():\n    case {'a': raw}:\n        pickle.loads(raw)",
    "unknown callee": "pickle.loads(opaque(request.get_data()))",
    "await": (
        "async def inner():\n    return request.get_data()\n"
        "async def outer():\n    return pickle.loads(await inner())\nouter()"
    ),
    "alias": "load = pickle.loads\nload(request.get_data())",
    "dispatch": "LOADERS = {'p': pickle.loads, 'j': json.loads}\nLOADERS[request.args['k']](request.get_data())",
    "partial": "functools.partial(pickle.loads, fix_imports=True)(request.get_data())",
    "map": "list(map(pickle.loads, [request.get_data()]))",
    "getattr": "getattr(pickle, 'loads')(request.get_data())",
    "importlib": "importlib.import_module('pickle').loads(request.get_data())",
    "local import": "from pickle import loads as read\nread(request.get_data())",
    "class attribute": (
        "class Codec:\n    serializer = pickle\n    def read(self, raw):\n        return self.serializer.loads(raw)\n"
        "Codec().read(request.get_data())"
    ),
    "assertion is no guard": "raw = request.args['a']\nassert raw in ('x', 'y')\npickle.loads(raw.encode())",
}

KILLS = {
    "overwritten": "raw = request.get_data()\nraw = b'N.'\npickle.loads(raw)",
    "other key": "box = {'a': request.get_data(), 'b': b'N.'}\npickle.loads(box['b'])",
    "other index": "parts = [request.get_data(), b'N.']\npickle.loads(parts[1])",
    "index after pop": "parts = [request.get_data(), b'N.']\nparts.pop(0)\npickle.loads(parts[0])",
    "index after insert": "parts = [request.get_data()]\nparts.insert(0, b'N.')\npickle.loads(parts[0])",
    "closed branch": "raw = b'N.'\nif 1 > 2:\n    raw = request.get_data()\npickle.loads(raw)",
    "closed ternary": "pickle.loads(request.get_data() if 3 < 2 else b'N.')",
    "closed match": (
        "kind = 'a'\nraw = b'N.'\nmatch kind:\n    case 'b':\n        raw = request.get_data()\npickle.loads(raw)"
    ),
    "closed membership": "raw = b'N.'\nif 'x' in ('a', 'b'):\n    raw = request.get_data()\npickle.loads(raw)",
    "constant answer": "def inner(raw):\n    return b'N.'\npickle.loads(inner(request.get_data()))",
    "copied before append": (
        "raw = request.args['a']\nother = 'x'\nmore = other\nother += raw\npickle.loads(more.encode())"
    ),
    "int": "pickle.loads(str(int(request.args['a'])).encode())",
    "uuid": "pickle.loads(uuid.UUID(request.args['a']).bytes)",
    "allow-list": "raw = request.args['a']\nif raw not in ('x', 'y'):\n    abort(400)\npickle.loads(raw.encode())",
    "allow-list in a helper": (
        "def check(raw):\n    if raw not in ('x', 'y'):\n        abort(400)\n"
        "raw = request.args['a']\ncheck(raw)\npickle.loads(raw.encode())"
    ),
    "look-up": "pickle.loads({'x': b'N.'}[request.args['a']])",
    "full match": "raw = request.args['a']\nif re.fullmatch('[a-z]+', raw):\n    pickle.loads(raw.encode())",
    "equality": "raw = request.args['a']\nif raw == 'x':\n    pickle.loads(raw.encode())",
    "verified code": (
        "raw = request.get_data()\nmac = hmac.new(os.environb[b'K'], raw, hashlib.sha256).hexdigest()\n"
        "if hmac.compare_digest(mac, request.headers['X-Mac']):\n    pickle.loads(raw)"
    ),
    "digest": "pickle.loads(DIGESTS[hashlib.sha256(request.get_data()).hexdigest()])",
    "own bytes": "pickle.loads(pickle.dumps(request.args['a']))",
    "path": "pickle.loads(open(request.path.strip('/') and 'own.bin', 'rb').read())",
    "returned early": "raw = request.get_data()\nreturn 'no'\npickle.loads(raw)",
    "names that only sound so": (
        "class pickled:\n    def loads(self, raw):\n        return 1\npickled().loads(request.get_data())"
    ),
}


def app(body: str) -> str:
    return HEAD + '@app.post("/x")\ndef view():\n' + indent(dedent(body), "    ") + '\n    return "ok"\n'


def found(body: str, folder: Path) -> list[str]:
    (folder / "app.py").write_text(app(body), encoding="utf-8")
    result = scan(folder, Settings(only=("pickle-from-request",)))
    assert result.not_looked == ()
    return [finding.operation or "" for finding in result.findings]


@pytest.mark.parametrize("rule", KEEPS)
def test_data_is_followed(rule: str, tmp_path: Path) -> None:
    assert found(KEEPS[rule], tmp_path) == ["POST /x"]


@pytest.mark.parametrize("rule", KILLS)
def test_data_is_let_go(rule: str, tmp_path: Path) -> None:
    assert found(KILLS[rule], tmp_path) == []
