"""Which routes serve files, because an app or a blueprint was made with a folder for them?"""

from __future__ import annotations

from bearproof.catalog import routers
from bearproof.taint.values import Const, Value

_UNKNOWN = "<unknown>"


def rule(kind: str, given: dict[str, Value]) -> str:
    """The rule of the files that a router serves which was made with these arguments; empty where it serves none.

    As Flask has it: an app serves a folder unless it is told that there is none, a blueprint only when it has one; its
    URL is named after the folder unless another is given.
    """
    if kind not in routers.POSITIONS:
        return ""
    folder, url = given.get("static_folder"), given.get("static_url_path")
    if folder is None:
        folder = Const("static") if kind in routers.SERVES_BY_ITSELF and "**" not in given else Const(None)
    if isinstance(folder, Const) and folder.value is None:
        return ""
    if isinstance(url, Const) and isinstance(url.value, str):
        return f"{url.value.rstrip('/')}/<path:filename>"
    if url is not None and not (isinstance(url, Const) and url.value is None):
        return f"{_UNKNOWN}/<path:filename>"
    told = folder.value if isinstance(folder, Const) else None
    name = told.rstrip("/").rpartition("/")[2] if isinstance(told, str) else _UNKNOWN
    return f"/{name}/<path:filename>" if name else "/<path:filename>"
