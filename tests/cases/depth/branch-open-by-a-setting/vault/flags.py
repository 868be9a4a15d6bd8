import os


def _flag(name, default="no"):
    return os.environ.get(name, default).strip().lower() in {"1", "yes", "true", "on"}


READ_PICKLES = _flag("VAULT_READ_PICKLES")
