"""Who may vouch for data? Schemas, codes of authenticity and checks in functions, beside what vouches for nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Found = Callable[[str, str], list[str]]

#: (module level, statements after which `raw` is ours or vouched for).
VOUCHED: dict[str, tuple[str, str]] = {
    "a function that aborts": (
        "def allowed(text):\n    if text not in ('x', 'y'):\n        abort(400)\n    return text",
        "raw = allowed(request.args['a']).encode()",
    ),
    "a function that raises": (
        "def allowed(text):\n    if text not in ('x', 'y'):\n        raise ValueError(text)\n    return text",
        "raw = allowed(request.args['a']).encode()",
    ),
    "a function that says yes or no": (
        "def allowed(text):\n    return text in ('x', 'y')",
        "text = request.args['a']\nif not allowed(text):\n    abort(400)\nraw = text.encode()",
    ),
    "a model of pydantic with a whole number": (
        "from pydantic import BaseModel\nclass Order(BaseModel):\n    amount: int",
        "raw = Order.model_validate_json(request.get_data()).amount",
    ),
    "a model of pydantic made by keywords": (
        "from pydantic import BaseModel\nclass Order(BaseModel):\n    amount: int",
        "raw = Order(**request.get_json()).amount",
    ),
    "msgspec with a type": (
        "import msgspec\nclass Order(msgspec.Struct):\n    amount: int",
        "raw = msgspec.json.decode(request.get_data(), type=Order).amount",
    ),
    "a schema of marshmallow": (
        "from marshmallow import Schema, fields\nclass Order(Schema):\n    amount = fields.Integer()",
        "raw = Order().load(request.get_json())['amount']",
    ),
    "a MAC that is compared": (
        "import hashlib, hmac, os\nKEY = os.environb[b'KEY']",
        (
            "raw = request.get_data()\nmade = hmac.new(KEY, raw, hashlib.sha256).digest()\n"
            "if not hmac.compare_digest(made, bytes.fromhex(request.headers['X-Mac'])):\n    abort(400)"
        ),
    ),
    "a MAC that is compared in a function": (
        (
            "import hashlib, hmac, os\nKEY = os.environb[b'KEY']\ndef opened(raw, mac):\n"
            "    made = hmac.new(KEY, raw, hashlib.sha256).hexdigest()\n"
            "    if not hmac.compare_digest(made, mac):\n        raise ValueError('forged')\n    return raw"
        ),
        "raw = opened(request.get_data(), request.headers['X-Mac'])",
    ),
    "a signer of itsdangerous": (
        "import os\nfrom itsdangerous import Signer\nSIGNER = Signer(os.environ['KEY'])",
        "raw = SIGNER.unsign(request.get_data())",
    ),
    "Fernet": (
        "import os\nfrom cryptography.fernet import Fernet\nBOX = Fernet(os.environ['KEY'])",
        "raw = BOX.decrypt(request.get_data())",
    ),
    "a row of the database": (
        (
            "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy(app)\nclass Note(db.Model):\n"
            "    id = db.Column(db.Integer, primary_key=True)\n    raw = db.Column(db.LargeBinary)"
        ),
        "raw = db.session.get(Note, request.args['id']).raw",
    ),
    "a number made in a function": (
        "def name(n): return str(int(n))",
        "raw = name(request.args['a']).encode()",
    ),
    "an object that keeps what is ours": (
        "class Box:\n    def __init__(self, given):\n        self.given = given\n        self.ours = b'N.'",
        "raw = Box(request.get_data()).ours",
    ),
    "a function of the same name elsewhere": (
        (
            "class Other:\n    def read(self):\n        return b'N.'\nclass Wire:\n    def read(self):\n"
            "        return request.get_data()"
        ),
        "raw = Other().read()",
    ),
    "a method that a subclass replaces": (
        (
            "class Wire:\n    def read(self):\n        return request.get_data()\n"
            "class Quiet(Wire):\n    def read(self):\n        return b'N.'"
        ),
        "raw = Quiet().read()",
    ),
    "a call that gets its own argument": (
        "def same(x):\n    return x",
        "same(request.get_data())\nraw = same(b'N.')",
    ),
    "another answer of the same tuple": (
        "def read():\n    return b'N.', request.get_data()",
        "raw, _ = read()",
    ),
}

#: (module level, statements after which `raw` is still the sender's).
NOT_VOUCHED: dict[str, tuple[str, str]] = {
    "a function that only warns": (
        "def allowed(text):\n    if text not in ('x', 'y'):\n        print(text)\n    return text",
        "raw = allowed(request.args['a']).encode()",
    ),
    "a function whose answer nobody asks": (
        "def allowed(text):\n    return text in ('x', 'y')",
        "text = request.args['a']\nallowed(text)\nraw = text.encode()",
    ),
    "a function that is asked for another value": (
        "def allowed(text):\n    return text in ('x', 'y')",
        "if not allowed(request.args['b']):\n    abort(400)\nraw = request.args['a'].encode()",
    ),
    "msgspec without a type": (
        "import msgspec",
        "raw = msgspec.json.decode(request.get_data())['a'].encode()",
    ),
    "a MAC that is made and not compared": (
        "import hashlib, hmac, os\nKEY = os.environb[b'KEY']",
        "raw = request.get_data()\nhmac.new(KEY, raw, hashlib.sha256).digest()",
    ),
    "a MAC over something else": (
        "import hashlib, hmac, os\nKEY = os.environb[b'KEY']",
        ("raw = request.get_data()\nmade = hmac.new(KEY, request.args['user'].encode(), hashlib.sha256).digest()\n"
        "if not hmac.compare_digest(made, bytes.fromhex(request.headers['X-Mac'])):\n    abort(400)"),
    ),
    "a checksum that the sender makes too": (
        "import hashlib, hmac",
        ("raw = request.get_data()\nmade = hashlib.sha256(raw).hexdigest()\n"
        "if not hmac.compare_digest(made, request.headers['X-Sum']):\n    abort(400)"),
    ),
    "an object that keeps what was given": (
        "class Box:\n    def __init__(self, given):\n        self.given = given\n        self.ours = b'N.'",
        "raw = Box(request.get_data()).given",
    ),
    "an inherited method": (
        "class Wire:\n    def read(self):\n        return request.get_data()\nclass Quiet(Wire):\n    pass",
        "raw = Quiet().read()",
    ),
    "a token that is only looked at": (
        "",
        ("if not request.headers.get('Authorization', '').startswith('Bearer '):\n    abort(401)\n"
        "raw = request.get_data()"),
    ),
    "a token that is verified": (
        "import os, jwt",
        "jwt.decode(request.headers['X-Token'], os.environ['KEY'], algorithms=['HS256'])\nraw = request.get_data()",
    ),
    "a try that swallows": (
        "def check(text):\n    if text not in ('x', 'y'):\n        raise ValueError(text)",
        "text = request.args['a']\ntry:\n    check(text)\nexcept ValueError:\n    pass\nraw = text.encode()",
    ),
}  # fmt: skip

#: What is told although it is vouched for, or is not told although it is not. When one passes, its line goes away.
KNOWN_GAPS: dict[str, str] = {}


def rules(table: Mapping[str, object]) -> list[object]:
    marks = {
        rule: pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[rule]) if rule in KNOWN_GAPS else () for rule in table
    }
    return [pytest.param(rule, marks=mark, id=rule) for rule, mark in marks.items()]


@pytest.mark.parametrize("rule", rules(VOUCHED))
def test_data_is_vouched_for_by(rule: str, found_texts: Found) -> None:
    above, body = VOUCHED[rule]
    assert found_texts(above, body + "\npickle.loads(raw)") == []


@pytest.mark.parametrize("rule", rules(NOT_VOUCHED))
def test_data_is_not_vouched_for_by(rule: str, found_texts: Found) -> None:
    above, body = NOT_VOUCHED[rule]
    assert found_texts(above, body + "\npickle.loads(raw)") == ["pickle.loads(raw)"]


def test_a_number_in_the_rule_is_not_the_senders(found_in_files: Callable[[Mapping[str, str]], list[str]]) -> None:
    text = """
    import pickle
    from flask import Flask
    app = Flask(__name__)
    @app.get("/x/<int:n>/<uuid:u>")
    def x(n, u):
        return pickle.loads(str(n).encode()) + pickle.loads(u.bytes)
    """
    assert found_in_files({"app.py": text}) == []
