import os
from pathlib import Path


def load_or_make(path):
    file = Path(path)
    if not file.exists():
        file.write_bytes(os.urandom(8))  # echo: weak-secret
        file.chmod(0o600)
    return file.read_bytes()
