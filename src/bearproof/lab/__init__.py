"""Where does the lab lie? A vulnerable API, its guarded twin, and the list of what is wrong with the first.

Nothing here is imported by Bearproof: the two folders are scanned, and started in a child process of their own.
"""

from __future__ import annotations

from pathlib import Path

#: The folder whose flaws `TRUTH` lists; its app is `corkboard:create_app`.
VULNERABLE = Path(__file__).parent / "vulnerable"

#: The same routes done right; its app is `pinboard:create_app`.
GUARDED = Path(__file__).parent / "guarded"

#: Rows of `id, check, file, anchor, operation, static, live, note`; files are relative to `VULNERABLE`.
TRUTH = Path(__file__).parent / "truth.json"

#: What the demo does: folders and apps, what their environment holds, and who asks.
DEMO = Path(__file__).parent / "demo.json"
