from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from engine.safe import deserialize

app = FastAPI()
WEIGHTS = {}


class UpdateWeights(BaseModel):
    shards: list[str] = Field(min_length=1, max_length=64)
    rank: int = 0


@app.post("/update_weights_from_tensor")
async def update_weights_from_tensor(obj: UpdateWeights):
    try:
        named = deserialize(obj.shards[obj.rank])
    except RuntimeError as error:
        raise HTTPException(400, str(error)) from error
    WEIGHTS.update(named)
    return {"weights": len(WEIGHTS)}
