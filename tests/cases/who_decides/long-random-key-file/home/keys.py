import secrets
from pathlib import Path


def load_or_make(path):
    file = Path(path)
    if not file.exists():
        file.write_bytes(secrets.token_bytes(64))
        file.chmod(0o600)
    return file.read_bytes()
