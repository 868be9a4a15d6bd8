from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from features.accounts import authenticate
from features.tokens import create_token

app = FastAPI(title="features")


class SigninForm(BaseModel):
    name: str
    password: str


@app.post("/auths/signin")
def signin(form: SigninForm):
    if not authenticate(form.name, form.password):
        raise HTTPException(401, "wrong name or password")
    return {"token": create_token(form.name), "token_type": "Bearer"}
