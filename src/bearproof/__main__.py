"""How does `python -m bearproof` start? Exactly as the console script does."""

from __future__ import annotations

from bearproof.cli.main import console

if __name__ == "__main__":
    console()
