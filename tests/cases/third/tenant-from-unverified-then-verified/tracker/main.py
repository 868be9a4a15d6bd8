from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI

from tracker.identity import user_id_from_token

app = FastAPI(title="tracker")
LOSSES: dict[UUID, list[float]] = {}


@app.get("/losses")
def losses(user_id: Annotated[UUID, Depends(user_id_from_token)]):
    return LOSSES.get(user_id, [])
