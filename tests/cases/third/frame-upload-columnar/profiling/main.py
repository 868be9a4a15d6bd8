from fastapi import FastAPI, HTTPException, Request

from profiling.readers import READERS

app = FastAPI()


@app.post("/profile")
async def profile(request: Request):
    read = READERS.get(request.headers.get("content-type", ""))
    if read is None:
        raise HTTPException(415, "send csv, parquet or npy")
    df = read(await request.body())
    return {"rows": len(df), "columns": [str(c) for c in df.columns]}
