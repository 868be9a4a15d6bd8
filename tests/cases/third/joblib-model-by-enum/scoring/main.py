from fastapi import FastAPI
from pydantic import BaseModel, Field

from scoring.registry import ModelName, load

app = FastAPI(title="scoring")


class Batch(BaseModel):
    rows: list[list[float]] = Field(min_length=1, max_length=1000)


@app.post("/score/{name}")
def score(name: ModelName, batch: Batch):
    return {"scores": load(name).predict(batch.rows).tolist()}
