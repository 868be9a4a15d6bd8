from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from editor.outline import outline

app = FastAPI()


class Code(BaseModel):
    code: str


@app.post("/api/v1/outline")
async def post_outline(code: Code):
    try:
        return {"functions": outline(code.code)}
    except SyntaxError as err:
        raise HTTPException(422, f"line {err.lineno}: {err.msg}") from err
