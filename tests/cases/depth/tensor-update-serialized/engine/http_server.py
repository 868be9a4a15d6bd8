from fastapi import FastAPI

from engine.io_struct import UpdateWeights
from engine.runner import ModelRunner

app = FastAPI()
runner = ModelRunner()


@app.post("/update_weights_from_tensor")
async def update_weights_from_tensor(obj: UpdateWeights):
    """The trainer pushes new weights, one serialized shard for each rank."""
    return {"success": True, "weights": runner.update(obj)}
