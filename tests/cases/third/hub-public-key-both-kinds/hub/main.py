from typing import Annotated

from fastapi import Depends, FastAPI

from hub.auth import require_user

app = FastAPI(title="hub")
STARS: dict[str, list[str]] = {}


@app.get("/stars")
def stars(user: Annotated[str, Depends(require_user)]):
    return STARS.get(user, [])
