"""What tree does a file have? Parsed here when that is harmless, and answered with a reason when it is not.

The parser is C code that strangers feed. What looks like a bomb is tried in a child first, and what the running version
cannot read is handed to a newer interpreter; neither sends back anything but an exit code or plain JSON.
"""

from __future__ import annotations

import ast
import importlib.util
import warnings
from dataclasses import dataclass

from bearproof.findings import NotLooked, Reason
from bearproof.inputs.child import ask, own_interpreter
from bearproof.inputs.dialects import perhaps_newer, perhaps_older, python_2
from bearproof.inputs.interpreters import newer
from bearproof.inputs.reading import Limits, decode
from bearproof.inputs.rebuilding import PROGRAM, NotRebuilt, rebuilt
from bearproof.inputs.suspicion import Suspicion, suspicion, too_deep

#: A child that only tries. Exit code 3: a syntax error, harmless; 4: more than the parser or a visitor can take.
_TRY = """
import ast
try:
    level, depth = [ast.parse(text)], 0
except (SyntaxError, ValueError):
    sys.exit(3)
except (MemoryError, RecursionError):
    sys.exit(4)
while level:
    depth += 1
    if depth > LIMIT:
        sys.exit(4)
    level = [child for node in level for child in ast.iter_child_nodes(node)]
"""
#: A child that asks libcst, which reads newer syntax than the interpreter it runs in.
_ASK_LIBCST = """
import libcst
try:
    libcst.parse_module(text)
except Exception:
    sys.exit(3)
"""
_SYNTAX_ERROR, _TOO_DEEP = 3, 4
#: The last version in which `async` and `await` were names like any others.
_LAST_WITH_NAMES = (3, 6)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's tree, and the text that its lines and columns (in UTF-8 bytes) count in."""

    tree: ast.Module
    text: str


def parse(raw: bytes, relative: str, limits: Limits) -> Parsed | NotLooked:
    """The tree and the text of a file's bytes, or why there is none; never raises for anything the bytes hold."""
    text = decode(raw, relative)
    if isinstance(text, NotLooked):
        return text
    fear = suspicion(text.encode(), limits)
    return (_tried(text, relative, limits) if fear is Suspicion.BOMB else None) or _parsed(text, relative, limits, fear)


def parsed_at_once(raw: bytes, relative: str, limits: Limits) -> ast.Module | None:
    """The tree of a text, where it can be parsed here and now; None where more must be asked: see `parse`."""
    text = decode(raw, relative)
    fear = Suspicion.BOMB if isinstance(text, NotLooked) else suspicion(text.encode(), limits)
    if isinstance(text, NotLooked) or fear is Suspicion.BOMB:
        return None
    try:
        tree = _quietly(text)
    except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError, SystemError):
        return None
    return None if fear and too_deep(tree, limits.max_depth) else tree


def _parsed(text: str, relative: str, limits: Limits, fear: Suspicion) -> Parsed | NotLooked:
    try:
        tree = _quietly(text)
    except SyntaxError as problem:
        return _refused(problem, text, relative, limits)
    except (RecursionError, MemoryError):
        return NotLooked(relative, Reason.TOO_DEEP, "more levels than the parser can follow")
    except (ValueError, OverflowError, SystemError) as problem:
        return NotLooked(relative, Reason.SYNTAX_ERROR, _one_line(str(problem)))
    if fear and too_deep(tree, limits.max_depth):
        return _deep(relative, limits)
    return Parsed(tree, text)


def _quietly(text: str, version: tuple[int, int] | None = None) -> ast.Module:
    """Parse without a word: what the compiler warns of is the scanned project's business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, feature_version=version)


def _by_older(text: str) -> ast.Module | None:
    """The tree by the grammar in which `async` and `await` were names; None when that cannot read it either."""
    try:
        return _quietly(text, _LAST_WITH_NAMES)
    except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError, SystemError):
        return None


def _tried(text: str, relative: str, limits: Limits) -> NotLooked | None:
    """Why the text must not be parsed here, from a child that has tried; None when that was harmless."""
    answer = ask(own_interpreter(), f"LIMIT = {limits.max_depth}\n{_TRY}", text, limits)
    if answer.code in {0, _SYNTAX_ERROR}:
        return None
    if answer.code == _TOO_DEEP:
        return _deep(relative, limits)
    return NotLooked(relative, Reason.PARSER_LIMIT, "the parser ran out of its time or memory, or crashed")


def _refused(problem: SyntaxError, text: str, relative: str, limits: Limits) -> Parsed | NotLooked:
    """What to say of a text that the running version cannot parse; the tree, when a newer one can."""
    lines, number = text.split("\n"), problem.lineno or 0
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    message, place = _one_line(problem.msg or ""), f"{relative}:{number}" if number else relative
    if "too many nested" in message or "too many levels" in message or "too complex" in message:
        return NotLooked(place, Reason.TOO_DEEP, message)
    if python_2(message, line, text):
        return NotLooked(place, Reason.PYTHON_2, message)
    older = _by_older(text) if perhaps_older(text) else None
    if older is not None:
        return _deep(relative, limits) if too_deep(older, limits.max_depth) else Parsed(older, text)
    interpreter = newer()
    if interpreter:
        return _by_newer(interpreter, text, relative, limits) or NotLooked(place, Reason.SYNTAX_ERROR, message)
    if perhaps_newer(line, text) and _libcst_reads(text, limits):
        return NotLooked(place, Reason.NEWER_SYNTAX, "needs a newer Python, and none was found on this machine")
    return NotLooked(place, Reason.SYNTAX_ERROR, message)


def _by_newer(interpreter: str, text: str, relative: str, limits: Limits) -> Parsed | NotLooked | None:
    """What the newer interpreter makes of the text; None when it is a syntax error there too."""
    answer = ask(interpreter, PROGRAM, text, limits)
    if answer.code == _SYNTAX_ERROR:
        return None
    if answer.code == _TOO_DEEP:
        return NotLooked(relative, Reason.TOO_DEEP, "more levels than the parser can follow")
    if answer.code != 0:
        return NotLooked(relative, Reason.PARSER_LIMIT, "the parser ran out of its time or memory, or crashed")
    try:
        tree = rebuilt(answer.output)
    except NotRebuilt:
        return NotLooked(
            relative, Reason.NEWER_SYNTAX, "a newer Python reads it, but this one has no word for what it says"
        )
    return _deep(relative, limits) if too_deep(tree, limits.max_depth) else Parsed(tree, text)


def _libcst_reads(text: str, limits: Limits) -> bool:
    if importlib.util.find_spec("libcst") is None:
        return False
    # It needs site-packages, and its parser is native code too: so a child, and never this process.
    return ask(own_interpreter(), _ASK_LIBCST, text, limits, isolated=("-I",)).code == 0


def _deep(relative: str, limits: Limits) -> NotLooked:
    return NotLooked(relative, Reason.TOO_DEEP, f"nested more than {limits.max_depth} levels deep")


def _one_line(message: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in message).split())[:200]
