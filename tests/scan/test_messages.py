"""What does a finding say? The words of checks that choose them by what they saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = "import os\n\nimport jwt\nfrom flask import Flask, request, session\n\napp = Flask(__name__)\n"


def messages(check: str, text: str, folder: Path) -> list[str]:
    (folder / "app.py").write_text(HEAD + text, encoding="utf-8")
    return [finding.message for finding in scan(folder, Settings(only=(check,))).findings]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("'short'", "the key of jwt.encode is written in the source, and 40 bits are short for HS256"),
        ("b'sixteen bytes...'", "the key of jwt.encode is written in the source, and 128 bits are short for HS256"),
        ("'0123456789abcdef0123456789abcdef'", "the key of jwt.encode is written in the source"),
        (
            "os.environ.get('KEY', 'dev')",
            "the key of jwt.encode falls back to a value in the source, and 24 bits are short for HS256",
        ),
        (
            "os.environ.get('KEY', '0123456789abcdef0123456789abcdef')",
            "the key of jwt.encode falls back to a value in the source",
        ),
    ],
)
def test_a_key_is_told_by_its_length_and_never_by_its_value(key: str, said: str, tmp_path: Path) -> None:
    text = f"@app.post('/x')\ndef x():\n    return jwt.encode({{'sub': '1'}}, {key}, algorithm='HS256')\n"
    assert messages("secret-in-source", text, tmp_path) == [said]


def test_a_session_key_of_the_app_is_told_by_name(tmp_path: Path) -> None:
    text = "@app.post('/x')\ndef x():\n    session['role'] = request.form['role']\n    return ''\n"
    assert messages("session-filled-from-request", text, tmp_path) == [
        'form "role" is stored in the session under "role"'
    ]


def test_session_keys_of_the_sender_are_told_as_such(tmp_path: Path) -> None:
    text = "@app.post('/x')\ndef x():\n    session[request.form['k']] = request.form['v']\n    return ''\n"
    said = ['form "k" is stored in the session under keys of the sender\'s choosing']
    assert messages("session-filled-from-request", text, tmp_path) == said
