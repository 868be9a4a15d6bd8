from typing import Annotated

from fastapi import Depends, FastAPI

from appstate.limits import short_body
from appstate.state import State

app = FastAPI()
state = State({"works": {}, "flows": {}, "stage": "running"})


@app.get("/api/v1/state")
async def get_state():
    return state.values


@app.post("/api/v1/delta")
async def post_delta(dump: Annotated[bytes, Depends(short_body)]):
    return {"changed": len(state.apply(dump))}
