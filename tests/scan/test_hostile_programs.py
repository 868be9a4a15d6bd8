"""What does a program cost that is written to be expensive? Little, and never the findings of its neighbours."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from bearproof.findings import Reason
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

GOOD = """\
import pickle

from flask import Flask, request

app = Flask(__name__)


@app.post("/x")
def x():
    return str(pickle.loads(request.get_data()))
"""
HEAD = "import base64, json, re, zlib\nfrom flask import Blueprint, Flask, request\n\nq = request.args\n"
#: CPU seconds that one such program may take; an honest file of that size takes some milliseconds.
FEW_SECONDS = 5.0
#: Bytes that one such program may take at its peak.
MUCH = 100 << 20

PROGRAMS = {
    "lists that double": "x = [request.args]\n" + "x = [x, x]\n" * 60,
    "dictionaries that double": "x = {'a': request.args}\n" + "x = {'a': x, 'b': x}\n" * 60,
    "tuples that double": "x = (1,)\n" + "x = x + x\n" * 24,
    "lists that are added": "x = [1]\n" + "x = x + x\n" * 24,
    "tuples of the query that are added": "x = (q,)\n" + "x = x + x\n" * 24,
    "dictionaries that are joined": "x = {'a': 1}\n" + "x = x | {'b': x}\n" * 60,
    "text in a pattern that doubles": "s = 'a'\n" + "s = '%s%s' % (s, s)\n" * 60,
    "bytes in a pattern that doubles": "s = b'a'\n" + "s = b'%s%s' % (s, s)\n" * 60,
    "an f-string that doubles": "s = 'a'\n" + "s = f'{s}{s}'\n" * 60,
    "format that doubles": "s = 'a'\n" + "s = '{0}{0}'.format(s)\n" * 60,
    "an addition in a loop": "s = 'a'\nx = (1,)\nfor i in range(10 ** 6):\n    s += s\n    x += x\n",
    "numbers that are added": "x = 9 ** 99\n" + "x = x + x\n" * 3000,
    "text that doubles": "s = 'a'\n" + "s += s\n" * 60,
    "bytes that double": "s = b'a'\n" + "s = s + s\n" * 60,
    "joined text": "s = 'a' * 1000\n" + "s = s.join([s] * 1000)\n" * 5,
    "replaced text": "s = 'a' * 1000\n" + "s = s.replace('a', s)\n" * 5,
    "padded text": "s = 'a'.ljust(10 ** 11)\ns = 'a'.zfill(10 ** 11)\ns = '\\t'.expandtabs(10 ** 11)\n",
    "formatted text": "s = '{:>99999999999}'.format(1)\ns = f'{1:99999999999}'\ns = '%*d' % (10 ** 11, 1)\n",
    "long ranges": "x = list(range(10 ** 12))\nfor i in range(10 ** 12):\n    y = i\n",
    "repeated lists": "x = [0] * 10 ** 10\ny = bytes(10 ** 11)\nz = bytearray(10 ** 11)\n",
    "large numbers": "x = 10 ** 10 ** 10\ny = 1 << 10 ** 12\nz = int('9' * 10 ** 7)\n",
    "numbers that square": "x = 3\n" + "x = x * x\n" * 60,
    "a pattern that backtracks": "x = re.fullmatch('(a+)+$', 'a' * 60 + 'b')\n"
    "y = re.compile('(a*)*b').match('a' * 60)\n",
    "a compressed bomb": "x = zlib.decompress(base64.b64decode('eJzswTEBAAAAwqD1T20ND6AA'))\n",
    "JSON in JSON": f"x = json.loads('{'[' * 50000}')\n",
    "a loop that counts": "i = 0\nwhile True:\n    i += 1\n    if i == 10 ** 9:\n        break\n",
    "a generator without end": "def f():\n    i = 0\n    while True:\n        yield i\n        i += 1\nx = list(f())\n",
    "each calls the next twice": (
        "".join(f"def f{i}(x):\n    return f{i + 1}(x) + f{i + 1}(x + 'a')\n" for i in range(60))
        + "def f60(x):\n    return x\nf0(request.args['a'])\n"
    ),
    "each calls all": (
        "".join(
            f"def f{i}(x):\n" + "".join(f"    x = f{j}(x)\n" for j in range(60)) + "    return x\n" for i in range(60)
        )
        + "f0(request.args['a'])\n"
    ),
    "closures that double": "f = lambda x: x\n" + "".join(
        f"g{i} = f\nf = lambda x, a=g{i}, b=g{i}: a(b(x))\n" for i in range(40)
    )
    + "f(request.args['a'])\n",
    "a table of many functions": (
        "".join(f"def f{i}(x):\n    return x\n" for i in range(500))
        + "T = {"
        + ", ".join(f"'{i}': f{i}" for i in range(500))
        + "}\nT[request.args['k']](request.args['a'])\n"
    ),
    "many routes": "app = Flask(__name__)\n"
    + "".join(f"@app.get('/r{i}')\ndef r{i}():\n    return request.args['a']\n" for i in range(1500)),
    "routes registered by a loop": "app = Flask(__name__)\nfor i in range(10 ** 6):\n"
    "    app.add_url_rule(f'/{i}', str(i), len)\n",
    "a long chain of elif": "x = request.args\nif x == 0:\n    pass\n"
    + "".join(f"elif x == {i}:\n    y = x\n" for i in range(1, 900)),
    "a long sum": "x = " + " + ".join(["request.args['a']"] * 2000) + "\n",
    "a long attribute": "x = request" + ".a" * 2000 + "\n",
    "a long condition": "x = " + " and ".join(["request.args['a']"] * 3000) + "\n",
    "many decorators": "def d(f):\n    return lambda *a: f(*a)\n"
    + "@d\n" * 800
    + "def g(x):\n    return x\ng(request.args)\n",
    "functions in functions": "".join("    " * i + f"def f{i}(x):\n" for i in range(90)) + "    " * 90 + "return x\n",
    "classes in a long line": "class A0:\n    x = request.args\n"
    + "".join(f"class A{i}(A{i - 1}):\n    pass\n" for i in range(1, 600))
    + "A599().x\n",
    "a diamond of classes": "class A0: pass\nclass B0: pass\n"
    + "".join(f"class A{i}(A{i - 1}, B{i - 1}): pass\nclass B{i}(A{i - 1}, B{i - 1}): pass\n" for i in range(1, 40))
    + "A39().x\nB39().y()\n",
    "a blueprint on itself": "b = Blueprint('b', __name__)\nb.register_blueprint(b)\n"
    "@b.get('/z')\ndef z():\n    return ''\napp = Flask(__name__)\n"
    "app.register_blueprint(b)\napp.register_blueprint(app)\n",
    "blueprints in a ring": "a = Blueprint('a', __name__)\nb = Blueprint('b', __name__)\na.register_blueprint(b)\n"
    "b.register_blueprint(a)\n@b.get('/z')\ndef z():\n    return ''\n"
    "app = Flask(__name__)\napp.register_blueprint(a)\n",
    "a list that holds itself": "x = []\nx.append(x)\nx.extend(x)\nx[0][0] = x\n"
    "repr(x)\nx == x\nfor y in x:\n    y.append(y)\n",
    "a dictionary that holds itself": "d = {}\nd['a'] = d\nd.update(d)\n{**d}['a']['a']\njson.dumps(d)\n",
    "an object that holds itself": "class A: pass\na = A()\na.a = a\n"
    "a.b = [a, {'x': a}]\na.a.b[1]['x'].a(request.args)\n",
    "a metaclass of itself": "class M(type):\n    def __call__(cls):\n"
    "        return cls()\nclass A(metaclass=M): pass\nA()\n",
    "subclasses that make subclasses": "class A:\n    def __init_subclass__(cls):\n"
    "        class B(cls): pass\nclass C(A): pass\n",
    "getattr of getattr": "class A:\n    def __getattribute__(self, n):\n        return self.n\nA().x.y.z\n",
    "a call of a call": "def f():\n    return f\nf" + "()" * 300 + "\n",
    "an operator of itself": "class A:\n    def __add__(self, o):\n        return self + o\nA() + A()\n",
    "an iterator of itself": "class A:\n    def __iter__(self):\n        return iter(self)\n[x for x in A()]\n",
    "a property of a property": "p = property(lambda s: s.p)\nclass A:\n    p = property(p.fget)\nA().p\n",
    "handlers that call each other": (
        "app = Flask(__name__)\n@app.before_request\ndef a():\n    return z()\n"
        "@app.get('/z')\ndef z():\n    return a()\n"
    ),
    "exceptions in exceptions": "".join("    " * i + "try:\n" for i in range(18)) + "    " * 18
    + "request.args['a']\n"
    + "".join(f"{'    ' * i}except Exception:\n{'    ' * i}    x = 1\n" for i in reversed(range(18))),
}  # fmt: skip


#: What costs too much until now. When one of these passes, its line goes away.
KNOWN_GAPS: dict[str, str] = {}


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[name]) if name in KNOWN_GAPS else ())
        for name in PROGRAMS
    ],
)
def test_a_program_costs_little_and_nobody_else_anything(program: str, tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.py").write_text(HEAD + PROGRAMS[program], encoding="utf-8")
    tracemalloc.start()
    started = time.process_time()
    result = scan(tmp_path, Settings())
    seconds, peak = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < FEW_SECONDS
    assert peak < MUCH
    assert result.coverage.files_skipped == 0
    assert [str(item.place) for item in result.findings] == ["good.py:10"]
    assert [item for item in result.not_looked if item.reason is Reason.INTERNAL] == []
