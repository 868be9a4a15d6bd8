"""Is a printed request the request? Read back by a shell, which is what a reader gives it to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bearproof.probe.request import Request
from bearproof.probe.writing import curl

BASE = "http://127.0.0.1:5000"


def test_a_query_is_encoded_and_quoted() -> None:
    assert curl.command(Request("GET", "/p", query={"d": "a b&c'"}), BASE) == (
        "curl -s -X GET 'http://127.0.0.1:5000/p?d=a+b%26c%27'"
    )


def test_a_genuine_token_is_a_variable_and_a_forged_one_is_shown() -> None:
    request = Request("GET", "/")
    assert '-H "Authorization: Bearer $ALICE"' in curl.command(request, BASE, credential="Bearer x", hidden="ALICE")
    assert "-H 'Authorization: Bearer forged-1'" in curl.command(request, BASE, credential="Bearer forged-1")


def test_hostile_text_stays_inside_its_quotes(tmp_path: Path) -> None:
    hostile = "'; touch " + str(tmp_path / "owned") + "; '$(touch " + str(tmp_path / "owned") + ")`id`"
    request = Request("POST", "/", headers={"X-A": hostile}, cookies={"c": hostile}, form={"f": hostile})
    command = curl.command(request, BASE, credential=hostile).replace("curl", "true", 1)
    subprocess.run(["sh", "-c", command], check=True)  # noqa: S607  # the shell of the system
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize("body", [bytes(range(256)), b"%s\\n'\"", b"\x80\x02}."])
def test_the_bytes_of_a_body_survive_the_shell(body: bytes) -> None:
    command = curl.command(Request("POST", "/", body=body), BASE)
    printed = command.partition(" | ")[0]
    done = subprocess.run(["sh", "-c", printed], check=True, capture_output=True)  # noqa: S607  # the shell of the system
    assert done.stdout == body


def test_a_file_is_sent_from_a_process_of_the_shell() -> None:
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    command = curl.command(Request("POST", "/", files={"card": b"\x80\x00'"}), BASE)
    assert "-F card=@<(printf '\\200\\000\\047')" in command
