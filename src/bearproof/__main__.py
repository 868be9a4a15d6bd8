"""How does `python -m bearproof` start? Exactly as the console script does."""

from __future__ import annotations

import sys

from bearproof.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
