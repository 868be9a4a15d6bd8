from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from embed.settings import get_settings

app = FastAPI(title="embed")
bearer = HTTPBearer()


class Texts(BaseModel):
    texts: list[str]


def current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    key = get_settings().SECRET_KEY.get_secret_value()
    try:
        return jwt.decode(credentials.credentials, key, algorithms=["HS256"], audience="embed")["sub"]
    except jwt.InvalidTokenError as err:
        raise HTTPException(401, "not authenticated") from err


@app.post("/embed")
def embed(body: Texts, user: Annotated[str, Depends(current_user)]):
    return {"user": user, "vectors": [[float(len(text))] for text in body.texts]}
