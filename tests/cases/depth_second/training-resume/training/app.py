from fastapi import FastAPI
from pydantic import BaseModel, Field

from training.handlers import CheckpointLoader
from training.net import build

app = FastAPI(title="training")
NET, OPTIMIZER = build()


class Resume(BaseModel):
    checkpoint: str = Field(min_length=1)
    with_optimizer: bool = True


@app.post("/resume")
def resume(wanted: Resume):
    parts = {"net": NET}
    if wanted.with_optimizer:
        parts["optimizer"] = OPTIMIZER
    CheckpointLoader(wanted.checkpoint, parts)()
    return {"resumed": sorted(parts)}
