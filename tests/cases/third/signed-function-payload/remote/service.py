import logging

import cloudpickle
from fastapi import FastAPI, Header, HTTPException, Request

from remote.integrity import IntegrityError, perform_integrity_check
from typing import Annotated

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/invoke")
async def invoke(request: Request, x_payload_hash: Annotated[str, Header()]):
    payload = await request.body()
    try:
        perform_integrity_check(x_payload_hash, payload)
    except IntegrityError as err:
        logger.warning("refused a payload: %s", err)
        raise HTTPException(400, "integrity check failed") from err
    func, args = cloudpickle.loads(payload)
    return {"result": func(*args)}
