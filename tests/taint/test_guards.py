"""Which guards stand before a dangerous call, and which only look like it? Codes, patterns, lists and refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

_KEY = "import hashlib, hmac, os\nKEY = os.environb[b'KEY']\n"
_CHECKED = "if not hmac.compare_digest(made, bytes.fromhex(request.headers['X-Mac'])):\n    abort(400)"

#: (module level, statements after which `raw` is vouched for).
GUARDED: dict[str, tuple[str, str]] = {
    "a code that is fed later": (
        _KEY,
        "raw = request.get_data()\nmac = hmac.new(KEY, digestmod=hashlib.sha256)\nmac.update(raw)\n"
        "made = mac.digest()\n" + _CHECKED,
    ),
    "a code that is fed in a loop": (
        _KEY,
        (
            "text = request.cookies['c'].encode()\nsent, _, rest = text.partition(b'?')\n"
            "mac = hmac.new(KEY, None, hashlib.sha256)\nfor part in rest.split(b'&'):\n    mac.update(b'|' + part)\n"
            "if not hmac.compare_digest(base64.b64decode(sent), mac.digest()):\n    abort(400)\nraw = rest"
        ),
    ),
    "a code by hmac.digest": (
        _KEY,
        "raw = request.get_data()\nmade = hmac.digest(KEY, raw, 'sha256')\n" + _CHECKED,
    ),
    "a code over a prefix and the data": (
        _KEY,
        "raw = request.get_data()\nmade = hmac.new(KEY, b'v1:' + raw, 'sha256').digest()\n" + _CHECKED,
    ),
    "a code that is not equal": (
        _KEY,
        (
            "raw = request.get_data()\nif hmac.new(KEY, raw, 'sha256').hexdigest() != request.headers['X-Mac']:\n"
            "    abort(400)"
        ),
    ),
    "another answer": (
        _KEY,
        (
            "raw = request.get_data()\nmade = hmac.new(KEY, raw, 'sha256').hexdigest()\n"
            "if not hmac.compare_digest(made, request.headers['X-Mac']):\n    return 'forged', 400"
        ),
    ),
    "a key of the app's settings": (
        "import hmac",
        "raw = request.get_data()\nmade = hmac.new(app.config['SIGNING_KEY'], raw, 'sha256').digest()\n" + _CHECKED,
    ),
    "a decorator that checks": (
        _KEY + "import functools\ndef signed(view):\n    @functools.wraps(view)\n    def inner():\n"
        "        made = hmac.new(KEY, request.get_data(), 'sha256').hexdigest()\n"
        "        if not hmac.compare_digest(made, request.headers['X-Mac']):\n            abort(401)\n"
        "        return view()\n    return inner\n@signed\ndef body():\n    return request.get_data()",
        "raw = body()",
    ),
    "a hook that checks": (
        _KEY + "@app.before_request\ndef signed():\n"
        "    made = hmac.new(KEY, request.get_data(), 'sha256').hexdigest()\n"
        "    if not hmac.compare_digest(made, request.headers['X-Mac']):\n        abort(401)",
        "raw = request.get_data()",
    ),
    "a code over a document of which a field is read": (
        _KEY,
        (
            "made = hmac.new(KEY, request.get_data(), 'sha256').digest()\n"
            + _CHECKED
            + "\nraw = base64.b64decode(request.get_json()['state'])"
        ),
    ),
    "a signature of a public key": (
        (
            "from cryptography.hazmat.primitives.serialization import load_pem_public_key\n"
            "KEY = load_pem_public_key(open('key.pem', 'rb').read())"
        ),
        "raw = request.get_data()\nKEY.verify(bytes.fromhex(request.headers['X-Sig']), raw)",
    ),
    "a code of cryptography": (
        "import os\nfrom cryptography.hazmat.primitives import hashes, hmac",
        (
            "raw = request.get_data()\nmac = hmac.HMAC(os.environb[b'KEY'], hashes.SHA256())\nmac.update(raw)\n"
            "mac.verify(bytes.fromhex(request.headers['X-Sig']))"
        ),
    ),
    "several keys of Fernet": (
        (
            "import os\nfrom cryptography.fernet import Fernet, MultiFernet\n"
            "BOX = MultiFernet([Fernet(os.environ['NEW']), Fernet(os.environ['OLD'])])"
        ),
        "raw = BOX.decrypt(request.get_data())",
    ),
    "a secret box": (
        "import os\nimport nacl.secret\nBOX = nacl.secret.SecretBox(os.environb[b'KEY'])",
        "raw = BOX.decrypt(request.get_data())",
    ),
    "a pattern between anchors": (
        "import re",
        "text = request.args['a']\nif not re.match(r'^[a-z]+$', text):\n    abort(400)\nraw = text.encode()",
    ),
    "a compiled pattern between anchors": (
        "import re\nPLAIN = re.compile(r'\\A[a-z0-9-]{1,20}\\Z')",
        "text = request.args['a']\nif PLAIN.match(text) is None:\n    abort(400)\nraw = text.encode()",
    ),
    "a pattern kept by a walrus": (
        "import re",
        (
            "text = request.args['a']\nif (found := re.fullmatch(r'v(\\d+)', text)) is None:\n    abort(400)\n"
            "raw = found[1].encode()"
        ),
    ),
    "a word as the name of a file": (
        "import re",
        (
            "text = request.args['a']\nif not re.fullmatch(r'\\w+', text):\n    abort(400)\n"
            "raw = open(f'/srv/own/{text}.bin', 'rb').read()"
        ),
    ),
    "a digest as the name of a file": (
        "import re",
        (
            "text = request.args['a']\nif not re.fullmatch(r'[0-9a-f]{64}', text):\n    abort(400)\n"
            "raw = open(f'/srv/own/{text}.bin', 'rb').read()"
        ),
    ),
    "the keys of a table": (
        "FILES = {'a': 'a.bin', 'b': 'b.bin'}",
        "text = request.args['a']\nif text not in FILES:\n    abort(404)\nraw = text.encode()",
    ),
    "any of a list": (
        "FILES = ['a', 'b']",
        "text = request.args['a']\nif not any(text == known for known in FILES):\n    abort(404)\nraw = text.encode()",
    ),
    "members of an enumeration": (
        "import enum\nclass Kind(enum.Enum):\n    A = 'a'",
        "text = request.args['a']\nif text not in Kind.__members__:\n    abort(404)\nraw = text.encode()",
    ),
    "an abort with a named status": (
        "from http import HTTPStatus",
        "text = request.args['a']\nif text not in ('x', 'y'):\n    abort(HTTPStatus.BAD_REQUEST)\nraw = text.encode()",
    ),
    "a function that always raises": (
        "def refuse(why):\n    raise ValueError(why)",
        "text = request.args['a']\nif text not in ('x', 'y'):\n    refuse('no')\nraw = text.encode()",
    ),
    "a loop that leaves": (
        "",
        "text = request.args['a']\nwhile text not in ('x', 'y'):\n    abort(400)\nraw = text.encode()",
    ),
    "a nested choice": (
        "",
        "text = request.args['a']\nraw = (text if text in ('x', 'y') else 'x').encode()",
    ),
    "a comprehension that picks": (
        "KNOWN = {'x', 'y'}",
        "names = [name for name in request.args.getlist('a') if name in KNOWN]\nraw = names[0].encode()",
    ),
    "a match with a guard": (
        "KNOWN = {'x', 'y'}",
        (
            "match request.args['a']:\n    case text if text in KNOWN:\n        raw = text.encode()\n"
            "    case _:\n        raw = b'N.'"
        ),
    ),
}

#: (module level, statements after which `raw` is still the sender's).
UNGUARDED: dict[str, tuple[str, str]] = {
    "a code whose key is the sender's": (
        "import hmac",
        "raw = request.get_data()\nmade = hmac.new(request.headers['X-Key'].encode(), raw, 'sha256').digest()\n"
        + _CHECKED,
    ),
    "a code whose key stands in the source": (
        "import hmac\nKEY = b'bricks-and-mortar'",
        "raw = request.get_data()\nmade = hmac.new(KEY, raw, 'sha256').digest()\n" + _CHECKED,
    ),
    "a code whose key falls back to the source": (
        "import hmac, os\nKEY = os.environ.get('KEY', 'bricks-and-mortar').encode()",
        "raw = request.get_data()\nmade = hmac.new(KEY, raw, 'sha256').digest()\n" + _CHECKED,
    ),
    "a code over a field beside the one that is read": (
        _KEY,
        (
            "made = hmac.new(KEY, request.get_json()['user'].encode(), 'sha256').digest()\n"
            + _CHECKED
            + "\nraw = base64.b64decode(request.get_json()['state'])"
        ),
    ),
    "a list of the names of keys": (
        "NAMES = {'a', 'b'}",
        (
            "body = request.get_json()\nif not all(name in NAMES for name in body):\n    abort(400)\n"
            "raw = base64.b64decode(body['a'])"
        ),
    ),
    "a code that is fed with something else": (
        _KEY,
        "raw = request.get_data()\nmac = hmac.new(KEY, digestmod=hashlib.sha256)\n"
        "mac.update(request.args['user'].encode())\nmade = mac.digest()\n" + _CHECKED,
    ),
    "a code that is fed, with a key of the source": (
        "import hashlib, hmac",
        "raw = request.get_data()\nmac = hmac.new(b'bricks', digestmod=hashlib.sha256)\nmac.update(raw)\n"
        "made = mac.digest()\n" + _CHECKED,
    ),
    "a code that is asked for only where it is sent": (
        _KEY,
        (
            "raw = request.get_data()\nsent = request.headers.get('X-Mac')\n"
            "if sent and not hmac.compare_digest(hmac.new(KEY, raw, 'sha256').hexdigest(), sent):\n    abort(400)"
        ),
    ),
    "a code that is checked and not heeded": (
        _KEY,
        (
            "raw = request.get_data()\nmade = hmac.new(KEY, raw, 'sha256').hexdigest()\n"
            "good = hmac.compare_digest(made, request.headers['X-Mac'])\nif not good:\n    app.logger.warning('forged')"
        ),
    ),
    "a code that an assertion asks for": (
        _KEY,
        (
            "raw = request.get_data()\nmade = hmac.new(KEY, raw, 'sha256').hexdigest()\n"
            "assert hmac.compare_digest(made, request.headers['X-Mac'])"
        ),
    ),
    "a code with the answers mixed up": (
        _KEY,
        (
            "raw = request.get_data()\nmade = hmac.new(KEY, raw, 'sha256').hexdigest()\n"
            "if hmac.compare_digest(made, request.headers['X-Mac']):\n    abort(400)"
        ),
    ),
    "a hash that the key is put before by the sender": (
        "import hashlib",
        "raw = request.get_data()\nif hashlib.sha256(raw).hexdigest() != request.headers['X-Sum']:\n    abort(400)",
    ),
    "a signature whose failure is swallowed": (
        (
            "from cryptography.exceptions import InvalidSignature\n"
            "from cryptography.hazmat.primitives.serialization import load_pem_public_key\n"
            "KEY = load_pem_public_key(open('key.pem', 'rb').read())"
        ),
        (
            "raw = request.get_data()\ntry:\n    KEY.verify(bytes.fromhex(request.headers['X-Sig']), raw)\n"
            "except InvalidSignature:\n    print('forged')"
        ),
    ),
    "Fernet with a key of the source": (
        "from cryptography.fernet import Fernet\nBOX = Fernet(b'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=')",
        "raw = BOX.decrypt(request.get_data())",
    ),
    "a hook of another blueprint": (
        _KEY + "from flask import Blueprint\nother = Blueprint('other', __name__)\n@other.before_request\n"
        "def signed():\n    made = hmac.new(KEY, request.get_data(), 'sha256').hexdigest()\n"
        "    if not hmac.compare_digest(made, request.headers['X-Mac']):\n        abort(401)\n"
        "app.register_blueprint(other)",
        "raw = request.get_data()",
    ),
    "a pattern that anything matches": (
        "import re",
        "text = request.args['a']\nif not re.fullmatch('.+', text):\n    abort(400)\nraw = text.encode()",
    ),
    "a pattern that excludes one character": (
        "import re",
        "text = request.args['a']\nif not re.fullmatch('[^<]*', text):\n    abort(400)\nraw = text.encode()",
    ),
    "a pattern with an end only": (
        "import re",
        "text = request.args['a']\nif not re.search('[a-z]$', text):\n    abort(400)\nraw = text.encode()",
    ),
    "a pattern that is asked for the beginning": (
        "import re",
        "text = request.args['a']\nif not re.match('^[a-z]+', text):\n    abort(400)\nraw = text.encode()",
    ),
    "a pattern for what is base64": (
        "import re",
        (
            "text = request.args['a']\nif not re.fullmatch('[A-Za-z0-9+/=]+', text):\n    abort(400)\n"
            "raw = base64.b64decode(text)"
        ),
    ),
    "a pattern for what is hexadecimal": (
        "import re",
        (
            "text = request.args['a']\nif not re.fullmatch('[0-9a-f]+', text):\n    abort(400)\n"
            "raw = bytes.fromhex(text)"
        ),
    ),
    "a pattern that the sender gives": (
        "import re",
        "text = request.args['a']\nif not re.fullmatch(request.args['p'], text):\n    abort(400)\nraw = text.encode()",
    ),
    "a list that the sender gives": (
        "",
        "text = request.args['a']\nif text not in request.args.getlist('b'):\n    abort(400)\nraw = text.encode()",
    ),
    "a list to which the sender adds": (
        "",
        (
            "known = ['x']\nknown.append(request.args['b'])\ntext = request.args['a']\nif text not in known:\n"
            "    abort(400)\nraw = text.encode()"
        ),
    ),
    "an assertion on a list": (
        "",
        "text = request.args['a']\nassert text in ('x', 'y')\nraw = text.encode()",
    ),
    "a match that was not asked for": (
        "import re",
        "text = request.args['a']\nfound = re.fullmatch('[a-z]+', text)\nraw = text.encode()",
    ),
    "a walrus with the answers mixed up": (
        "import re",
        (
            "text = request.args['a']\nif (found := re.fullmatch('[a-z]+', text)) is not None:\n    abort(400)\n"
            "raw = text.encode()"
        ),
    ),
    "a list that is asked for the type": (
        "",
        "text = request.args['a']\nif not isinstance(text, str):\n    abort(400)\nraw = text.encode()",
    ),
    "a comprehension that leaves out": (
        "BAD = {'x', 'y'}",
        "names = [name for name in request.args.getlist('a') if name not in BAD]\nraw = names[0].encode()",
    ),
    "an abort in another case": (
        "",
        (
            "text = request.args['a']\nif request.args.get('strict') and text not in ('x', 'y'):\n    abort(400)\n"
            "raw = text.encode()"
        ),
    ),
}


@pytest.mark.parametrize("guard", GUARDED)
def test_data_is_guarded_by(guard: str, found_texts: Found) -> None:
    above, body = GUARDED[guard]
    assert found_texts(above, body + "\npickle.loads(raw)") == []


@pytest.mark.parametrize("guard", UNGUARDED)
def test_data_is_not_guarded_by(guard: str, found_texts: Found) -> None:
    above, body = UNGUARDED[guard]
    assert found_texts(above, body + "\npickle.loads(raw)") == ["pickle.loads(raw)"]
