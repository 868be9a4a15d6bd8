from pathlib import Path
from uuid import UUID

import torch
from fastapi import FastAPI, HTTPException

from training.handlers import CheckpointLoader

app = FastAPI(title="training")
RUNS = Path("/data/runs")
NET = torch.nn.Linear(32, 2)


@app.post("/runs/{run_id}/resume/{epoch}")
def resume(run_id: UUID, epoch: int, fold: int = 0):
    path = RUNS / str(run_id) / f"fold{fold}" / f"epoch={epoch:03d}.pt"
    if not path.is_file():
        raise HTTPException(404)
    return {"epoch": CheckpointLoader(path, {"net": NET})()}
