from collections.abc import Callable

import pytest

from bearproof.findings import Finding
from bearproof.fix.editing.script import Scripts
from bearproof.fix.tokens import verified, without_none

Written = Callable[..., Scripts]
At = Callable[..., Finding]
After = Callable[..., str]

OFF = 'options={"verify_signature": False}'
KEYED = 'os.environ["JWT_KEY"], algorithms=["HS256"]'
AUDIENCE = 'audience=os.environ["JWT_AUDIENCE"]'
ON = f"{KEYED}, {AUDIENCE}"
HANDLED = "import os\nimport jwt\ntry:\n    claims = {}\nexcept jwt.InvalidTokenError:\n    stop()\n"


@pytest.mark.parametrize(
    ("call", "new"),
    [
        (f"jwt.decode(t, {OFF})", f"jwt.decode(t, {ON})"),
        ("jwt.decode(t, verify=False)", f"jwt.decode(t, {ON})"),
        ("jwt.decode(t, None, False)", f"jwt.decode(t, {ON})"),
        (f"jwt.decode(t, KEY, algorithms=['RS256'], {OFF})", f"jwt.decode(t, KEY, algorithms=['RS256'], {AUDIENCE})"),
        ("jwt.decode(t, KEY, verify=False, algorithms='HS512')", f"jwt.decode(t, KEY, algorithms='HS512', {AUDIENCE})"),
        ("jwt.decode(t, '', options={'verify_exp': True, 'verify_signature': False})", f"jwt.decode(t, {ON})"),
        (f"jwt.decode({OFF}, jwt=t)", f"jwt.decode(jwt=t, key={KEYED}, {AUDIENCE})"),
        (
            f"jwt.decode((t), {OFF}, audience=A)",
            f"jwt.decode((t), {KEYED.replace(', algorithms', ', audience=A, algorithms')})",
        ),
        (f"jwt.decode_complete(t, {OFF})", f"jwt.decode_complete(t, {ON})"),
    ],
)
def test_verification_is_switched_on_in_every_form(call: str, new: str, written: Written, at: At, after: After) -> None:
    text = HANDLED.format(call)
    scripts = written(text)
    expected = HANDLED.format(new)
    if "verify_exp" in call:
        expected = HANDLED.format(new.replace(", algorithms", ", options={'verify_exp': True}, algorithms"))
    fix = verified(at(text, call), scripts)
    assert after(scripts, fix) == expected
    assert fix is not None
    assert not fix.safe


def test_a_refused_token_is_answered_where_nothing_answers_yet(written: Written, at: At, after: After) -> None:
    text = f"import jwt\nfrom flask import Flask\n\n\ndef view():\n    return jwt.decode(t, {OFF})\n"
    scripts = written(text)
    assert (
        after(scripts, verified(at(text, f"jwt.decode(t, {OFF})"), scripts))
        == f'''import os

import jwt
from flask import Flask, abort
from jwt import InvalidTokenError


def verified_claims(token):
    """The claims of a token whose signature holds; any other answers 401."""
    try:
        return jwt.decode(token, {ON})
    except InvalidTokenError:
        abort(401)


def view():
    return verified_claims(t)
'''.replace("from jwt import InvalidTokenError\n", "").replace(
            "except InvalidTokenError", "except jwt.InvalidTokenError"
        )
    )


def test_an_app_that_answers_itself_is_left_to_it(written: Written, at: At, after: After) -> None:
    text = f"import os\nimport jwt\nx = jwt.decode(t, {OFF})\n"
    scripts = written(text, errors="import flask\n@app.errorhandler(jwt.PyJWTError)\ndef f(e): return {}, 401\n")
    assert after(scripts, verified(at(text, f"jwt.decode(t, {OFF})"), scripts)) == text.replace(OFF, ON)


def test_an_audience_that_nobody_looks_at_on_purpose_is_left_so(written: Written, at: At, after: After) -> None:
    call = "jwt.decode(t, KEY, algorithms=L, options={'verify_signature': False, 'verify_aud': False})"
    scripts = written(HANDLED.format(call))
    new = "jwt.decode(t, KEY, algorithms=L, options={'verify_aud': False})"
    assert after(scripts, verified(at(HANDLED.format(call), call), scripts)) == HANDLED.format(new)


def test_what_the_other_calls_of_the_file_expect_is_expected_here_too(written: Written, at: At, after: After) -> None:
    text = "import os\nimport jwt\nAUD = 'a'\ndef f(i):\n  jwt.decode(t, K, algorithms=L, audience=AUD, issuer=i)\n{}"
    tail = f"try:\n  jwt.decode(u, {OFF})\nexcept Exception: pass\n"
    scripts = written(text.format(tail))
    assert after(scripts, verified(at(text.format(tail), f"jwt.decode(u, {OFF})"), scripts)) == (
        text.format(tail.replace(OFF, f"{KEYED}, audience=AUD"))
    )


def test_options_that_stand_elsewhere_are_changed_there(written: Written, at: At, after: After) -> None:
    text = "import jwt\nimport conf\nx = jwt.decode(t, conf.KEY, algorithms=conf.ALGS, options=conf.OPTIONS)\n"
    scripts = written(text, conf='OPTIONS = {"verify_signature": False, "verify_exp": True}\n')
    fix = verified(at(text, text[27:-1].removeprefix("x = ").removeprefix("\nx = ").strip()), scripts)
    assert after(scripts, fix, "conf.py") == 'OPTIONS = {"verify_exp": True}\n'
    assert fix is not None
    assert "JWT_KEY" not in fix.note


def test_the_call_of_jose_that_never_verifies_becomes_one_that_does(written: Written, at: At, after: After) -> None:
    text = "import os\nfrom jose import JWTError, jwt\ntry:\n  jwt.get_unverified_claims(t)\nexcept JWTError:\n  pass\n"
    scripts = written(text)
    assert after(scripts, verified(at(text, "jwt.get_unverified_claims(t)"), scripts)) == (
        text.replace("jwt.get_unverified_claims(t)", f"jwt.decode(t, {KEYED})")
    )


@pytest.mark.parametrize(
    ("text", "call"),
    [
        (f"import jwt\ntry: pass\nexcept E:\n    x = jwt.decode(t, {OFF})\n", f"jwt.decode(t, {OFF})"),
        ("import jwt\nx = jwt.decode(t, **more)\n", "jwt.decode(t, **more)"),
        ("import jwt\nx = jwt.decode(t, options=make())\n", "jwt.decode(t, options=make())"),
        (
            "import jwt\nx = jwt.decode(t, options={**o, 'verify_signature': False})\n",
            "jwt.decode(t, options={**o, 'verify_signature': False})",
        ),
        ("import jwt\nx = jwt.decode(t, K, False, {})\n", "jwt.decode(t, K, False, {})"),
        ("import other as jwt\nx = jwt.decode(t)\n", "jwt.decode(t)"),
    ],
)
def test_a_call_that_is_not_plain_is_left_alone(text: str, call: str, written: Written, at: At) -> None:
    assert verified(at(text, call), written(text)) is None


@pytest.mark.parametrize(
    ("before", "after_"),
    [
        ('["HS256", "none"]', '["HS256"]'),
        ('["none", "HS256", "RS256"]', '["HS256", "RS256"]'),
        ('["HS256", "NONE", "RS256"]', '["HS256", "RS256"]'),
        ('("HS256", "none")', '("HS256",)'),
        ('("none", "HS256", "RS256")', '("HS256", "RS256")'),
        ('("HS256", "none", "RS256")', '("HS256", "RS256")'),
        ('{"none", "HS256"}', '{"HS256"}'),
        ('[\n    "HS256",\n    "none",\n]', '[\n    "HS256",\n]'),
    ],
)
def test_none_goes_off_the_list(before: str, after_: str, written: Written, at: At, after: After) -> None:
    text = f"import jwt\nx = jwt.decode(t, k, algorithms={before})\n"
    scripts = written(text)
    fix = without_none(at(text, text[15:-1]), scripts)
    assert after(scripts, fix) == text.replace(before, after_)
    assert fix is not None
    assert fix.safe


def test_none_goes_off_a_list_with_a_name_in_another_file(written: Written, at: At, after: After) -> None:
    text = "import jwt\nfrom conf import ALGS\nx = jwt.decode(t, k, ALGS)\n"
    scripts = written(text, conf='ALGS = ["HS256", "none"]\n')
    assert after(scripts, without_none(at(text, "jwt.decode(t, k, ALGS)"), scripts), "conf.py") == 'ALGS = ["HS256"]\n'


@pytest.mark.parametrize(
    "given",
    ['["none"]', '"none"', '["none", "None", "x"]', "algs", '["HS256"] + ["none"]', '[\n"HS256",  # old\n"none"]'],
)
def test_a_list_that_says_nothing_else_or_is_not_plain_is_left_alone(given: str, written: Written, at: At) -> None:
    text = f"import jwt\nx = jwt.decode(t, k, algorithms={given})\n"
    assert without_none(at(text, text[15:-1]), written(text)) is None
