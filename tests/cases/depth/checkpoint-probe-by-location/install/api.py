from fastapi import FastAPI, HTTPException

from install.models import InstallRequest
from install.probe import ModelProbe, ProbeError

app = FastAPI()


@app.post("/api/v2/models/install")
async def install_model(wanted: InstallRequest):
    try:
        parts = ModelProbe.heuristic(wanted.source)
    except ProbeError as error:
        raise HTTPException(status_code=415, detail=f"not a checkpoint: {error}") from error
    return {"parts": sorted(parts), "inplace": wanted.inplace}
