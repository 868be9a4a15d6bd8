from fastapi import FastAPI, UploadFile

from weights.count import parameters
from weights.readers import tensors

app = FastAPI(title="weights")


@app.post("/count")
async def count(file: UploadFile):
    state = tensors(file.filename or "", await file.read())
    return {"file": file.filename, "parameters": parameters(state)}


@app.get("/live")
async def live():
    """Answers as long as the process does."""
    return {"live": True, "formats": ["safetensors", "pt"]}
