import json
import os

from fastapi import FastAPI, HTTPException
from passlib.context import CryptContext
from pydantic import BaseModel

from chat.jwt_tokens import ChatUser, create_jwt

app = FastAPI(title="chat")
pwd_context = CryptContext(schemes=["bcrypt"])
PASSWORDS: dict[str, str] = json.loads(os.environ["CHAT_PASSWORDS"])


class Credentials(BaseModel):
    identifier: str
    password: str


@app.post("/auth")
def login(credentials: Credentials):
    stored = PASSWORDS.get(credentials.identifier)
    if stored is None or not pwd_context.verify(credentials.password, stored):
        raise HTTPException(401, "credentialssignin")
    return {"access_token": create_jwt(ChatUser(credentials.identifier))}
