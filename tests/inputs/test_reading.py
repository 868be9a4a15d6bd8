"""Do hostile bytes cost no more than a reason?"""

import codecs
import os
from pathlib import Path

import pytest

from bearproof.findings import NotLooked, Reason
from bearproof.inputs.reading import Limits, decode, read

LIMITS = Limits()


def reason(answer: object) -> Reason | None:
    return answer.reason if isinstance(answer, NotLooked) else None


def test_a_file_within_the_limits_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x" * LIMITS.max_bytes)
    assert read(tmp_path / "a.py", "a.py", LIMITS) == b"x" * 1048576


def test_a_sparse_file_of_100_mb_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.py").open("wb") as file:
        file.truncate(100_000_000)
    assert read(tmp_path / "a.py", "a.py", LIMITS) == NotLooked("a.py", Reason.TOO_LARGE, "more than 1048576 bytes")


def test_a_file_that_grows_after_the_look_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_bytes(b"x" * 11)
    small = os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0))
    monkeypatch.setattr(os, "stat", lambda _: small)
    monkeypatch.setattr(os, "fstat", lambda _: small)
    answer = read(tmp_path / "a.py", "a.py", Limits(max_bytes=10))
    monkeypatch.undo()
    assert reason(answer) is Reason.TOO_LARGE


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.py")
    assert read(tmp_path / "a.py", "a.py", LIMITS) == NotLooked("a.py", Reason.UNREADABLE, "not a regular file")


def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "a.py")
    monkeypatch.setattr(os, "stat", lambda _: os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0)))
    answer = read(tmp_path / "a.py", "a.py", LIMITS)
    monkeypatch.undo()
    assert answer == NotLooked("a.py", Reason.UNREADABLE, "not a regular file")


def test_a_device_is_never_opened() -> None:
    assert reason(read(Path("/dev/zero"), "zero.py", LIMITS)) is Reason.UNREADABLE


def test_a_file_we_may_not_read_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text("")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    answer = read(tmp_path / "a.py", "a.py", LIMITS)
    monkeypatch.undo()
    assert answer == NotLooked("a.py", Reason.UNREADABLE, "Permission denied")


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    assert reason(read(tmp_path / "a.py", "a.py", LIMITS)) is Reason.UNREADABLE


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("é".encode(), "é"),
        (codecs.BOM_UTF8 + b"x", "x"),
        (codecs.BOM_UTF8 + b"# coding: utf-8\nx", "# coding: utf-8\nx"),
        (b"# -*- coding: latin-1 -*-\n\xe9", "# -*- coding: latin-1 -*-\né"),
        (b"#!/bin/sh\n# vim: set fileencoding=cp1252 :\n\x80", "#!/bin/sh\n# vim: set fileencoding=cp1252 :\n€"),
        (b"x = 1\n# coding: latin-1\n\xc3\xa9", "x = 1\n# coding: latin-1\né"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"a\x0cb\x1cc", "a\x0cb\x1cc"),
    ],
)
def test_text_is_decoded_as_the_interpreter_does(raw: bytes, text: str) -> None:
    assert decode(raw, "a.py") == text


@pytest.mark.parametrize(
    "raw",
    [
        b"x = '\xff'",
        b"# coding: rot13\n",
        b"# coding: zlib\n",
        b"# coding: hex\n",
        b"# coding: utf-7\n+AGE-",
        b"# coding: utf-16\n",
        b"# coding: unicode_escape\n\\ud800",
        b"# coding: punycode\n",
        b"# coding: nonsense\n",
        b"# coding: ../../etc/passwd\n",
        b"# coding: ascii\n\xe9",
        codecs.BOM_UTF8 + b"# coding: latin-1\n",
        b"\xff\xfex\x01",
    ],
)
def test_an_encoding_that_is_not_for_source_is_told(raw: bytes) -> None:
    assert reason(decode(raw, "a.py")) is Reason.BAD_ENCODING


def test_a_bad_byte_is_told_with_its_line() -> None:
    assert decode(b"a\nb\n\xff", "a.py") == NotLooked("a.py:3", Reason.BAD_ENCODING, "the file is not utf-8")


def test_null_bytes_are_told() -> None:
    assert reason(decode(b"x = 1\0", "a.py")) is Reason.NULL_BYTES
