"""Which folders of files does an app serve? As Flask itself has them in its `url_map`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

NOTHING: list[str] = []


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ("app = Flask(__name__)", ["/static/<path:filename>"]),
        ("app = Flask(__name__, static_folder=None)", NOTHING),
        ("app = Flask(__name__, static_folder='web/files/')", ["/files/<path:filename>"]),
        ("app = Flask(__name__, static_url_path='')", ["/<path:filename>"]),
        ("app = Flask(__name__, '/assets/', 'files')", ["/assets/<path:filename>"]),
        ("app = Flask(__name__, static_folder=os.environ['FILES'])", ["/<unknown>/<path:filename>"]),
        ("class App(Flask):\n    pass\napp = App(__name__)\napp.secret_key = key", ["/static/<path:filename>"]),
        ("pages = Blueprint('pages', __name__)", NOTHING),
        (
            "pages = Blueprint('pages', __name__, static_folder='files', url_prefix='/pages')",
            ["/pages/files/<path:filename>"],
        ),
        (
            "pages = Blueprint('pages', __name__, 'files', '/f', None, '/pages')",
            ["/pages/f/<path:filename>"],
        ),
    ],
)
def test_files_that_a_router_serves(tmp_path: Path, made: str, wanted: list[str]) -> None:
    (tmp_path / "app.py").write_text(f"import os\nfrom flask import Blueprint, Flask\n{made}\n", encoding="utf-8")
    result = scan(tmp_path, Settings())
    assert [row.path for row in result.files] == wanted
    assert result.routes == ()


def test_files_stand_below_where_their_blueprint_is_mounted(tmp_path: Path) -> None:
    text = """
from flask import Blueprint, Flask
pages = Blueprint("pages", __name__, static_folder="files")
app = Flask(__name__, static_folder=None)
app.register_blueprint(pages, url_prefix="/p")
"""
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    (row,) = scan(tmp_path, Settings()).files
    assert (row.methods, row.path, str(row.place)) == (("GET",), "/p/files/<path:filename>", "app.py:3")
