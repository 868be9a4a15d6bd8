from uuid import UUID

from fastapi import FastAPI, HTTPException

from docindex.bodies import Lengths
from docindex.store import build, opened

app = FastAPI()


@app.post("/indexes")
async def make(body: Lengths):
    return {"id": str(build(body.lengths))}


@app.get("/indexes/{number}")
async def show(number: UUID, at: int = 0):
    try:
        async with opened(number) as table:
            return {"value": table.get(at), "size": len(table)}
    except FileNotFoundError:
        raise HTTPException(404, "no such index") from None
