import os
from pathlib import Path
from typing import NamedTuple


class Key(NamedTuple):
    material: str
    algorithm: str


KEYS = {
    "2024-a": Key(os.environ["LINKS_KEY"], "HS256"),
    "2025-b": Key(Path("/etc/links/issuer.pem").read_text(), "ES256"),
}
