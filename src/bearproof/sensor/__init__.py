"""Who watches the app under test? What runs in its own interpreter, around the tripwire in observe mode.

Runs under Python 3.8 and newer, from a copy beside the tripwire and under any name: it imports nothing but that.
"""

from __future__ import annotations

from pathlib import Path


def files() -> tuple[Path, ...]:
    """The files that are copied into the app's interpreter, relative to the folder that holds sensor and tripwire."""
    folder = Path(__file__).resolve().parent.parent
    return tuple(
        path.relative_to(folder) for room in ("sensor", "tripwire") for path in sorted((folder / room).rglob("*.py"))
    )
