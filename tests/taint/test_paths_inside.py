"""Is a path that cannot lead out of its folder left alone, and one that can still told?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]
ABOVE = """
import os
from pathlib import Path
from werkzeug.utils import safe_join, secure_filename

FOLDER = os.environ["FOLDER"]
ROOT = Path(FOLDER)
"""

INSIDE = {
    "safe_join": """
        path = safe_join(FOLDER, request.args["n"])
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "safe_join below a constant": """
        path = safe_join("/srv/states", request.args["n"])
        if path is None:
            abort(404)
        pickle.load(open(path, "rb"))
    """,
    "secure_filename": """
        with open(os.path.join(FOLDER, secure_filename(request.args["n"])), "rb") as file:
            pickle.load(file)
    """,
    "the last part of a path": """
        with open(ROOT / Path(request.args["n"]).name, "rb") as file:
            pickle.load(file)
    """,
    "realpath and startswith": """
        path = os.path.realpath(os.path.join(FOLDER, request.args["n"]))
        if not path.startswith(FOLDER + os.sep):
            abort(404)
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "realpath and commonpath": """
        path = os.path.realpath(os.path.join(FOLDER, request.args["n"]))
        if os.path.commonpath([FOLDER, path]) != FOLDER:
            abort(404)
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "resolve and is_relative_to": """
        path = (Path("/srv/states") / request.args["n"]).resolve()
        if not path.is_relative_to("/srv/states"):
            abort(404)
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "resolve and relative_to, which raises": """
        path = Path(FOLDER, request.args["n"]).resolve()
        path.relative_to(FOLDER)
        with open(path, "rb") as file:
            pickle.load(file)
    """,
}
OUTSIDE = {
    "a plain join": """
        with open(os.path.join(FOLDER, request.args["n"]), "rb") as file:
            pickle.load(file)
    """,
    "startswith before the path is resolved": """
        path = os.path.join(FOLDER, request.args["n"])
        if not path.startswith(FOLDER):
            abort(404)
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "safe_join below a folder that the sender names": """
        path = safe_join(request.args["folder"], request.args["n"])
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "the test that decides nothing": """
        path = os.path.realpath(os.path.join(FOLDER, request.args["n"]))
        if not path.startswith(FOLDER):
            print("outside")
        with open(path, "rb") as file:
            pickle.load(file)
    """,
    "the bytes of the same request": """
        path = safe_join(FOLDER, request.args["n"])
        print(path)
        pickle.load(io.BytesIO(request.get_data()))
    """,
}


@pytest.mark.parametrize("way", INSIDE)
def test_nothing_is_told_with(way: str, found_texts: Found) -> None:
    assert found_texts(ABOVE, INSIDE[way]) == []


@pytest.mark.parametrize("way", OUTSIDE)
def test_it_is_told_with(way: str, found_texts: Found) -> None:
    assert len(found_texts(ABOVE, OUTSIDE[way])) == 1
