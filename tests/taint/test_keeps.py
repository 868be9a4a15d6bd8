"""What keeps the sender's hand on a value? The rules beyond the everyday ones of `test_ways`, one small app each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

#: Statements of a view whose `pickle.loads(raw)` must be found.
IN_THE_VIEW = {
    "repeated": "raw = request.get_data() * 2",
    "augmented": "raw = b'x'\nraw += request.get_data()",
    "chained assignment": "a = raw = request.get_data()",
    "swapped": "a, raw = b'N.', request.get_data()\na, raw = raw, a\nraw, a = a, raw",
    "starred": "first, *rest = [b'N.', request.get_data()]\nraw = rest[0]",
    "nested unpacking": "(a, (b, raw)) = (1, (2, request.get_data()))",
    "format with a name": "raw = '{a}'.format(a=request.args['a']).encode()",
    "format_map": "raw = '{a}'.format_map({'a': request.args['a']}).encode()",
    "percent with a mapping": "raw = ('%(a)s' % {'a': request.args['a']}).encode()",
    "f-string with a format": "raw = f'{request.args[\"a\"]!s:>10}'.encode()",
    "rsplit": "raw = request.args['a'].rsplit('.', 1)[0].encode()",
    "strip and case": "raw = request.args['a'].strip().lower().encode()",
    "replace": "raw = request.args['a'].replace('-', '+').encode()",
    "removeprefix": "raw = request.args['a'].removeprefix('x').encode()",
    "replaced into a constant": "raw = 'x'.replace('x', request.args['a']).encode()",
    "translate": "raw = request.args['a'].translate({45: 43}).encode()",
    "padding": "text = request.args['a']\nraw = base64.b64decode(text + '=' * (-len(text) % 4))",
    "encoded and decoded again": "raw = base64.b64decode(base64.b64encode(request.get_data()))",
    "hex there and back": "raw = bytes.fromhex(request.get_data().hex())",
    "urlsafe": "raw = base64.urlsafe_b64decode(request.cookies['a'])",
    "base85": "raw = base64.b85decode(request.cookies['a'])",
    "codecs": "import codecs\nraw = codecs.decode(request.get_data(), 'base64')",
    "decompressobj": "import zlib\nraw = zlib.decompressobj().decompress(request.get_data())",
    "gzip file": "import gzip\nraw = gzip.GzipFile(fileobj=io.BytesIO(request.get_data())).read()",
    "bz2": "import bz2\nraw = bz2.decompress(request.get_data())",
    "lzma": "import lzma\nraw = lzma.decompress(request.get_data())",
    "json there and back": "raw = json.loads(json.dumps({'a': request.args['a']}))['a'].encode()",
    "bytes of text": "raw = bytes(request.args['a'], 'utf-8')",
    "bytearray": "raw = bytes(bytearray(request.get_data()))",
    "str of bytes": "raw = str(request.get_data(), 'latin-1').encode('latin-1')",
    "int list": "raw = bytes(request.get_json()['a'])",
    "struct": "import struct\nraw = struct.unpack('4s', request.get_data())[0]",
    "copy": "import copy\nraw = copy.deepcopy([request.get_data()])[0]",
    "tuple": "raw = (1, request.get_data())[1]",
    "negative index": "raw = [1, request.get_data()][-1]",
    "set": "raw = next(iter({request.get_data()}))",
    "sorted": "raw = sorted(request.args.getlist('a'))[0].encode()",
    "reversed": "raw = list(reversed([request.get_data()]))[0]",
    "zip": "raw = list(zip([1], [request.get_data()]))[0][1]",
    "enumerate": "raw = [part for n, part in enumerate([request.get_data()])][0]",
    "filter": "raw = list(filter(None, [request.get_data()]))[0]",
    "max": "raw = max(request.args.getlist('a')).encode()",
    "extend": "parts = []\nparts.extend([request.get_data()])\nraw = parts[0]",
    "inserted": "parts = [b'N.']\nparts.insert(0, request.get_data())\nraw = parts[0]",
    "list plus list": "raw = ([b'N.'] + [request.get_data()])[1]",
    "slice of a list": "raw = [b'N.', request.get_data()][1:][0]",
    "spread in a list": "raw = [*[request.get_data()]][0]",
    "spread in a dictionary": "raw = {**{'a': request.get_data()}}['a']",
    "dictionary union": "raw = ({} | {'a': request.get_data()})['a']",
    "dict()": "raw = dict(a=request.get_data())['a']",
    "update": "box = {}\nbox.update(a=request.get_data())\nraw = box['a']",
    "setdefault": "raw = {}.setdefault('a', request.get_data())",
    "get with a default": "raw = {}.get('a', request.get_data())",
    "pop of a key": "raw = {'a': request.get_data()}.pop('a')",
    "values": "raw = list({'a': request.get_data()}.values())[0]",
    "dictionary comprehension": "raw = {k: v for k, v in request.form.items()}['a'].encode()",
    "set comprehension": "raw = {part for part in request.args.getlist('a')}.pop().encode()",
    "generator expression": "raw = b''.join(part.encode() for part in request.args.values())",
    "nested comprehension": "raw = [b for a in [[request.get_data()]] for b in a][0]",
    "defaultdict": "import collections\nbox = collections.defaultdict(list)\nbox['a'].append(request.get_data())\n"
    "raw = box['a'][0]",
    "deque": "import collections\nraw = collections.deque([request.get_data()]).popleft()",
    "ChainMap": "import collections\nraw = collections.ChainMap({}, {'a': request.get_data()})['a']",
    "namedtuple": "import collections\nBox = collections.namedtuple('Box', 'a b')\nraw = Box(1, request.get_data()).b",
    "SimpleNamespace": "import types\nraw = types.SimpleNamespace(a=request.get_data()).a",
    "itertools": "import itertools\nraw = list(itertools.chain([b'N.'], [request.get_data()]))[1]",
    "functools.reduce": "import functools\nraw = functools.reduce(lambda a, b: a + b, [request.get_data(), b'x'])",
    "first of several": "raw = request.args.getlist('a')[0].encode()",
    "name of a header": "raw = [name for name, _ in request.headers.items()][0].encode()",
    "name of a query parameter": "raw = list(request.args)[0].encode()",
    "name in a JSON object": "raw = list(request.get_json().keys())[0].encode()",
    "name of an uploaded file": "raw = request.files['f'].filename.encode()",
    "read of an uploaded file": "raw = request.files['f'].stream.read()",
    "read of the stream": "raw = request.stream.read()",
    "getvalue": "raw = io.BytesIO(request.get_data()).getvalue()",
    "written to a buffer": "buffer = io.BytesIO()\nbuffer.write(request.get_data())\nraw = buffer.getvalue()",
    "Authorization": "raw = base64.b64decode(request.authorization.password)",
    "to_dict": "raw = request.form.to_dict()['a'].encode()",
    "to_dict of lists": "raw = request.form.to_dict(flat=False)['a'][0].encode()",
    "an exception's text": (
        "try:\n    raise ValueError(request.args['a'])\nexcept ValueError as problem:\n    raw = str(problem).encode()"
    ),
    "assigned in finally": "raw = b''\ntry:\n    json.loads('1')\nfinally:\n    raw = request.get_data()",
    "assigned in with": "with io.BytesIO(request.get_data()) as file:\n    raw = file.read()",
    "else of a loop": "for _ in []:\n    pass\nelse:\n    raw = request.get_data()",
    "nonlocal": (
        "raw = b''\ndef inner():\n    nonlocal raw\n    raw = request.get_data()\ninner()"
    ),
    "setattr": "class Box: pass\nbox = Box()\nsetattr(box, 'a', request.get_data())\nraw = box.a",
    "getattr": "class Box: pass\nbox = Box()\nbox.a = request.get_data()\nraw = getattr(box, 'a')",
    "match on a sequence": "match request.get_json():\n    case [first, *rest]:\n        raw = rest[0].encode()",
    "match on a class": (
        "class Box:\n    def __init__(self, a): self.a = a\nmatch Box(request.get_data()):\n"
        "    case Box(a=raw):\n        pass"
    ),
    "a denied word is no allow-list": "raw = request.args['a'].encode()\nif raw in (b'x', b'y'):\n    abort(400)",
    "a search is no full match": "import re\ntext = request.args['a']\nif not re.search('[a-z]+', text):\n"
    "    abort(400)\nraw = text.encode()",
    "a length is no guard": "raw = request.get_data()\nif len(raw) > 1000:\n    abort(400)",
    "a checked copy is another value": (
        "raw = request.args['a'].encode()\nif request.args['b'] not in ('x', 'y'):\n    abort(400)"
    ),
}  # fmt: skip

#: What is not followed yet. When one of these passes, its line goes away.
KNOWN_GAPS: dict[str, str] = {}


def rules(table: dict[str, str]) -> list[object]:
    marks = {
        rule: pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[rule]) if rule in KNOWN_GAPS else () for rule in table
    }
    return [pytest.param(rule, marks=mark, id=rule) for rule, mark in marks.items()]


@pytest.mark.parametrize("rule", rules(IN_THE_VIEW))
def test_data_is_followed_through(rule: str, found_texts: Found) -> None:
    assert found_texts("", IN_THE_VIEW[rule] + "\npickle.loads(raw)") == ["pickle.loads(raw)"]
