"""Which files here are tests? Only those beside this one: the cases in the folders are read, never imported."""

from __future__ import annotations

collect_ignore_glob = ["*/*"]
