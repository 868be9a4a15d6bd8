import yaml

from .envloader import EnvLoader

REQUIRED = ("name", "image")


def read_manifest(stream):
    manifest = yaml.load(stream, EnvLoader)  # found: yaml-from-request
    missing = [key for key in REQUIRED if key not in manifest]
    if missing:
        raise ValueError(", ".join(missing))
    return manifest
