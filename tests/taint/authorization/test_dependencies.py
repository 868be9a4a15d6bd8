"""Are a framework's dependencies part of the way to a handler, wherever they are listed?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
import os
from typing import Annotated
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security, status
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="/token")
key_header = APIKeyHeader(name="x-api-key", auto_error=False)
app = FastAPI()
ITEMS = {}

def person(token: Annotated[str, Security(scheme)]):
    try:
        return jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="items")
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED)

def active(who: Annotated[dict, Depends(person)]):
    if not who.get("active"):
        raise HTTPException(status_code=403)
    return who

async def by_key(sent: Annotated[str, Security(key_header)]):
    if not sent or sent != os.environ["API_KEY"]:
        raise HTTPException(403, detail="no key")

Active = Annotated[dict, Depends(active)]
"""
WAYS = {
    "a parameter's default, its annotation and a name for that": """
@app.post("/first")
def first(x: str, who=Depends(active)):
    ITEMS[x] = who["sub"]
@app.post("/second")
def second(x: str, who: Annotated[dict, Depends(active)]):
    ITEMS[x] = who["sub"]
@app.post("/third")
def third(x: str, who: Active):
    ITEMS[x] = who["sub"]
@app.post("/fourth")  # found: route-without-decision
def fourth(x: str, y: Annotated[str, "a note"]):
    ITEMS[x] = y
""",
    "a list beside the rule, of the router, and where it is mounted": """
own = APIRouter(dependencies=[Depends(active)])
mounted = APIRouter()
bare = APIRouter()
@app.post("/first", dependencies=[Depends(active)])
def first(x: str):
    ITEMS[x] = x
@own.post("/second")
def second(x: str):
    ITEMS[x] = x
@mounted.post("/third")
def third(x: str):
    ITEMS[x] = x
@bare.post("/fourth")  # found: route-without-decision
def fourth(x: str):
    ITEMS[x] = x
app.include_router(own)
app.include_router(mounted, prefix="/m", dependencies=[Depends(active)])
app.include_router(bare, prefix="/b")
""",
    "a key of the app's own, refused with the status by keyword": """
@app.post("/first", dependencies=[Depends(by_key)])
def first(x: str):
    ITEMS[x] = x
@app.post("/second")
def second(x: str, key=Depends(by_key)):
    ITEMS[x] = x
@app.post("/third", dependencies=[Depends(dict)])  # found: route-without-decision
def third(x: str):
    ITEMS[x] = x
""",
    "a dependency that only reads asks nobody": """
def page(number: int = 1):
    return number
@app.post("/first", dependencies=[Depends(by_key)])
def first(x: str):
    ITEMS[x] = x
@app.get("/second", dependencies=[Depends(by_key)])
def second(x: str):
    return ITEMS.get(x)
@app.get("/export")  # found: route-without-decision
def listing(number: Annotated[int, Depends(page)]):
    return ITEMS.get(number)
""",
    "what stands in the store of the one who asks is compared with the path": """
@app.patch("/people/{user_id}")
def change(user_id: str, x: str, who: Active):
    if who["sub"] != user_id:
        raise HTTPException(status_code=403)
    ITEMS[user_id] = x
@app.get("/people/{user_id}")
def show(user_id: str, who: Active):
    if who["sub"] != user_id:
        raise HTTPException(status_code=403)
    return ITEMS[user_id]
""",
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_told_and_its_near_misses_are_not(way: str, told: Told) -> None:
    found, marked = told(
        HEAD + WAYS[way],
        ("route-without-decision", "role-from-untrusted-data", "object-without-owner-check"),
    )

    assert found == marked
