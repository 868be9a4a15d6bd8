import json
import pickle
from pathlib import Path

import yaml

OWN = Path("/var/lib/restore/last-backup.manifest")


def value_of(name, content):
    if name.endswith(".json"):
        return json.loads(content)
    if name.endswith((".yml", ".yaml")):
        return yaml.safe_load(content)
    return None


def own_manifest():
    return pickle.loads(OWN.read_bytes()) if OWN.exists() else {}


def remember(names):
    OWN.write_bytes(pickle.dumps({"count": len(names)}))
