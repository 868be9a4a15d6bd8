from collections.abc import Callable

import pytest

from bearproof.findings import Finding
from bearproof.fix.editing.script import Scripts
from bearproof.fix.secrets import from_environment

Written = Callable[..., Scripts]
At = Callable[..., Finding]
After = Callable[..., str]


ENVIRONMENT = 'os.environ["{}"]'


@pytest.mark.parametrize(
    ("text", "secret", "name"),
    [
        ("app.secret_key = {}", "'k'", "SECRET_KEY"),
        ("app.config.from_mapping(A=1, SECRET_KEY={})", "'k'", "SECRET_KEY"),
        ("app.config.update({{'JWT_SECRET_KEY': {}}})", "'k'", "JWT_SECRET_KEY"),
        ("import jwt; jwt.encode(c, key={})", "'k'", "SIGNING_KEY"),
        ("app.secret_key = {}", "os.getenv('A', 'k')", "A"),
        ("app.secret_key = {}", "os.environ.get('A') or 'k'", "A"),
        ("app.secret_key = {}.encode()", "os.environ.get('A', 'k')", "A"),
    ],
)
def test_the_key_comes_from_the_environment(
    text: str, secret: str, name: str, written: Written, at: At, after: After
) -> None:
    before = f"import os\n{text.format(secret)}\n"
    scripts = written(before)
    fix = from_environment(at(before, text.format(secret).rpartition("; ")[2]), scripts)
    assert after(scripts, fix) == f"import os\n{text.format(ENVIRONMENT.format(name))}\n"
    assert fix is not None
    assert not fix.safe
    assert fix.note.startswith(f"Set {name} wherever the app is started")


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("SIGN: str = 'k'", 'SIGN: str = os.environ["SIGN"]'),
        ("SIGN = b'k'", 'SIGN = os.environ["SIGN"].encode()'),
        ("SIGN = 'k'.encode()", 'SIGN = os.environ["SIGN"].encode()'),
        ("SIGN = os.environ.get('MAC', 'k').encode()", 'SIGN = os.environ["MAC"].encode()'),
    ],
)
def test_a_key_with_a_name_is_read_where_it_is_named(
    line: str, new: str, written: Written, at: At, after: After
) -> None:
    text = "import hmac\nimport os\n{}\nhmac.new(SIGN, m)\n"
    scripts = written(text.format(line))
    fix = from_environment(at(text.format(line), "hmac.new(SIGN, m)"), scripts)
    assert after(scripts, fix) == text.format(new)


def test_a_setting_names_the_variable(written: Written, at: At, after: After) -> None:
    text = "import os\napp.config['JWT_SECRET_KEY'] = 'k'\n"
    scripts = written(text)
    assert after(scripts, from_environment(at(text, "app.config['JWT_SECRET_KEY']"), scripts)) == (
        "import os\napp.config['JWT_SECRET_KEY'] = os.environ[\"JWT_SECRET_KEY\"]\n"
    )


def test_a_key_in_another_file_is_taken_out_there(written: Written, at: At, after: After) -> None:
    text = "import jwt\nfrom .settings import SIGNING\n\njwt.encode(c, SIGNING)\n"
    scripts = written(text, settings='"""Settings."""\n\nimport json\n\nSIGNING = "k"\n')
    assert after(scripts, from_environment(at(text, "jwt.encode(c, SIGNING)"), scripts), "settings.py") == (
        '"""Settings."""\n\nimport json\nimport os\n\nSIGNING = os.environ["SIGNING"]\n'
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("app.secret_key = 'a' + 'b'", "app.secret_key = 'a' + 'b'"),
        ("app.secret_key = f'{x}'", "app.secret_key = f'{x}'"),
        ("KEY = 'a'\nKEY = 'b'\napp.secret_key = KEY", "app.secret_key = KEY"),
        ("os = 1\napp.secret_key = 'k'", "app.secret_key = 'k'"),
        ("app.secret_key = config.get('A', 'k')", "app.secret_key = config.get('A', 'k')"),
        ("import jwt\njwt.encode(*a)", "jwt.encode(*a)"),
        ("sign(c, 'k')", "sign(c, 'k')"),
        ("import jwt\nschlüssel = 'k'\njwt.encode(c, schlüssel)", "jwt.encode(c, schlüssel)"),
    ],
)
def test_a_key_that_is_not_one_text_is_left_alone(text: str, place: str, written: Written, at: At) -> None:
    assert from_environment(at(text, place), written(text)) is None
