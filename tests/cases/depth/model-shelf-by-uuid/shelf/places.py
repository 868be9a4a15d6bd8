from pathlib import Path
from uuid import uuid4

MODELS = Path("/srv/models")


def place(model_id):
    return MODELS / f"{model_id}.joblib"


def keep(upload):
    model_id = uuid4()
    with place(model_id).open("wb") as target:
        target.write(upload.read())
    return model_id
