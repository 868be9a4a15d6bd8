"""What is in a file that is about to be deserialized? Its beginning, without moving it; or what is read from it."""

from __future__ import annotations

import io
import tempfile

from .. import state  # noqa: TID252  # copied into the app's interpreter under another name
from ..judging import judge  # noqa: TID252  # copied into the app's interpreter under another name

#: So much of a file is compared with the request; the rest of it came the same way.
WINDOW = 64 * 1024


def ahead(file: object) -> bytes | None:
    """The next bytes or characters of the file, which stays where it is; None when they cannot be had like that."""
    file = getattr(file, "stream", file)
    if not isinstance(file, (io.IOBase, tempfile.SpooledTemporaryFile)):
        return None
    try:
        if isinstance(file, io.IOBase) and not file.seekable():
            return None
        at = file.tell()
        found = file.read(WINDOW)
        file.seek(at)
    except (OSError, ValueError):
        return None
    return found.encode("utf-8", "surrogatepass") if isinstance(found, str) else found


class Recorder:
    """A file that cannot be read ahead, with what was read from it. Reads exactly as much as it is asked for."""

    def __init__(self, file: object, call: str, *, is_pickle: bool = True) -> None:
        self._file, self._call, self._is_pickle = file, call, is_pickle
        self._seen = bytearray()
        self._next, self._judged = 16, 0

    def __getattr__(self, name: str) -> object:
        if name in ("peek", "readinto"):
            raise AttributeError(name)
        return getattr(self._file, name)

    def read(self, *size: int) -> object:
        """Read from the file, and remember the beginning."""
        return self._remember(self._file.read(*size))  # type: ignore[attr-defined]  # looked for in `readable`

    def readline(self, *size: int) -> object:
        """Read a line from the file, and remember the beginning."""
        return self._remember(self._file.readline(*size))  # type: ignore[attr-defined]  # looked for in `readable`

    def finished(self) -> None:
        """A document was read: judge what there is."""
        if len(self._seen) > self._judged:
            # Not the last time: one unpickler may load many documents from one stream.
            self._judged = len(self._seen)
            judge(self._call, bytes(self._seen), partial=True, is_pickle=self._is_pickle)

    def _remember(self, piece: object) -> object:
        if len(self._seen) < WINDOW and isinstance(piece, (bytes, str)):
            self._seen += piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece[:WINDOW]
            # Refusing has to happen before the next opcode runs; telling can wait for the end.
            if state.refusing() and len(self._seen) >= self._next:
                self._next = 2 * len(self._seen)
                judge(self._call, bytes(self._seen), partial=True, is_pickle=self._is_pickle)
        return piece


def readable(file: object, call: str, *, is_pickle: bool = True) -> object:
    """The file itself when it can be read ahead or nobody asked anything; else a recorder around it."""
    if state.idle() or not state.suspects() or isinstance(file, Recorder) or ahead(file) is not None:
        return file
    if not callable(getattr(file, "read", None)):
        return file
    return Recorder(file, call, is_pickle=is_pickle)


def judge_file(call: str, file: object, *, is_pickle: bool = True) -> None:
    """Judge the file's beginning, where it can be had."""
    if state.idle() or not state.suspects() or isinstance(file, Recorder):
        return
    beginning = ahead(file)
    if beginning is not None:
        judge(call, beginning, partial=len(beginning) == WINDOW, is_pickle=is_pickle)


def finish(file: object) -> None:
    """Judge what a recorder has seen."""
    if isinstance(file, Recorder):
        file.finished()
