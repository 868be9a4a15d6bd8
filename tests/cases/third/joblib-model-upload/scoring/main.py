import logging

from fastapi import FastAPI, HTTPException, UploadFile

from scoring.io import model_from_bytes
from scoring.state import STATE

logger = logging.getLogger("scoring")
app = FastAPI(title="scoring")


@app.put("/model")
async def replace_model(model: UploadFile):
    if not model.filename.endswith(".joblib"):
        raise HTTPException(415, "joblib only")
    STATE.model = model_from_bytes(await model.read())
    logger.info("model replaced by %s", model.filename)
    return {"loaded": True}


@app.post("/score")
def score(rows: list[list[float]]):
    if STATE.model is None:
        raise HTTPException(503, "no model yet")
    return {"scores": STATE.model.predict(rows).tolist()}
