import logging
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

from labels.auth import annotator

logger = logging.getLogger("labels")
app = FastAPI(title="labels")


class Text(BaseModel):
    text: str


@app.post("/count")
def count(body: Text, user: Annotated[str, Depends(annotator)]):
    token_count = len(body.text.split())
    logger.info("%s used token_count=%d", user, token_count)
    return {"tokens": token_count}
