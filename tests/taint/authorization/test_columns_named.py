"""Which statements write the columns that the sender names, and which answers let every site ask at once?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
from flask import Flask, jsonify, request
from peewee import CharField, Model
app = Flask(__name__)
class Car(Model):
    name = CharField()
    owner = CharField()
"""
WAYS = {
    "an update with all that came": """
@app.patch("/cars/<int:number>")
def change(number):
    body = request.get_json()
    Car.update(**body).where(Car.id == number).execute()  # found: mass-assignment
    return ""
""",
    "an insert with all that came": """
@app.post("/cars")
def make():
    Car.insert(**request.get_json()).execute()  # found: mass-assignment
    return ""
""",
    "one column by name": """
@app.patch("/cars/<int:number>")
def change(number):
    Car.update(name=str(request.get_json()["name"])).where(Car.id == number).execute()
    return ""
""",
    "headers that are set together name whatever site asks": """
@app.after_request
def headers(response):
    response.headers.update(  # found: cors-with-credentials
        {
            "Access-Control-Allow-Origin": request.headers.get("Origin", "*"),
            "Access-Control-Allow-Credentials": "true",
        }
    )
    return response
""",
    "headers that are set together name one site": """
@app.after_request
def headers(response):
    response.headers.update(
        {"Access-Control-Allow-Origin": "https://desk.example", "Access-Control-Allow-Credentials": "true"}
    )
    return response
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_what_is_written_at_once_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ("mass-assignment", "cors-with-credentials"))
    assert found == marked
