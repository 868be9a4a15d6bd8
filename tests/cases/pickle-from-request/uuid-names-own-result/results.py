import os
import pickle
import uuid
from pathlib import Path

FOLDER = Path(os.environ["RESULTS"])


def keep(value):
    name = uuid.uuid4()
    (FOLDER / f"{name}.pkl").write_bytes(pickle.dumps(value))
    return name


def load(name):
    with (FOLDER / f"{uuid.UUID(name)}.pkl").open("rb") as handle:
        return pickle.load(handle)
