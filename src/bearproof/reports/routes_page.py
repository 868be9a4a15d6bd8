"""What does the table of routes look like in a browser? One page that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from pathlib import PurePosixPath

from jinja2 import Environment, StrictUndefined

from bearproof import __version__
from bearproof.findings import Result
from bearproof.reports import routes
from bearproof.reports.plain import harmless, one_line


def render(result: Result) -> str:
    """The page. All that comes from the scanned app is made harmless, then escaped."""
    style = _packaged("report.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    rows = routes.by_worry(result)
    page = environment.from_string(_packaged("routes.html")).render(
        version=__version__,
        title=one_line(PurePosixPath(result.root).name, 200) or "the project",
        style=style,
        # The policy names this very style, so that no other and no script can take effect.
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        heads=[head.capitalize() for head in routes.heads(rows)],
        rows=routes.table(rows),
        summary=routes.summary(rows) if rows else "No routes were found.",
        files=[(harmless(row.path), harmless(str(row.place))) for row in result.files],
        disagreements=[
            (item.kind, harmless(item.operation), one_line(item.text), [harmless(each) for each in routes.places(item)])
            for item in result.disagreements
        ],
    )
    return page.lstrip("\n")


def _packaged(name: str) -> str:
    return files("bearproof.reports").joinpath(f"page/{name}").read_text(encoding="utf-8")
