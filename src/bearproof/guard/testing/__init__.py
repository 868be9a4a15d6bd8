"""How is a guarded app tested? With tokens that its guard takes while the test lasts, made without any issuer.

`with tokens(app) as issue: client.get("/orders", headers=issue("alice", scopes=["orders:read"]))`. For pytest there are
fixtures: `pytest_plugins = ["bearproof.guard.testing.fixtures"]`.
"""

from __future__ import annotations

from .throwaway import Issue, opened, tokens

__all__ = ["Issue", "opened", "tokens"]
