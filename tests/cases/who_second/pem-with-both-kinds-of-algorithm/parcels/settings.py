import os
from pathlib import Path

ISSUER = os.environ["TOKEN_ISSUER"]
AUDIENCE = "parcels"
PUBLIC_KEY = Path(os.environ["TOKEN_PUBLIC_KEY"]).read_text()
# The old gateway still signs with the former algorithm.
ALGORITHMS = ["RS256", "HS256"]
