"""Somebody's object is handed out to whoever knows its id.

What it finds
    A look-up by a key of the request, in a collection whose objects belong to somebody: they are stored with the one
    who sent them, or other routes look them up or compare them with the one who calls. On this route nothing does.

Why it matters
    A valid token says who asks, not whose the object is: counting up the id shows, changes or deletes everybody's.

Instead
    Look it up together with the one who calls (`filter_by(id=…, owner=…)`), or compare its owner before it is used.

How it is proven
    It is not yet: one account plants an object, another asks for it.

How the guard stops it
    `guard.owns(…)` compares the owner of what a view loads with the token's subject, and answers 404.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.asking import input_of
from bearproof.taint.authorization.owning import unowned_lookups
from bearproof.taint.flows import source_named

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=639,
    since="0.1",
    family="authorization",
    tags=("owasp-api1", "asvs-8.2.2", "cwe-862"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Look-ups of what belongs to somebody."""
    for protection, event, collection, (label, why) in unowned_lookups(app):
        shown = f"{collection}: " if collection else ""
        message = f"{shown}{source_named(label)} chooses whose object this is; {why}"
        found = check.from_event(app, protection.run, (event, (label,)), message)
        yield replace(found, input=input_of(protection.run, label))


_GATE = """
import os

import jwt
from flask import abort, request


def caller():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")["sub"]
    except jwt.InvalidTokenError:
        abort(401)
"""
check.example(
    "the letter is stored with its owner, and read without",
    {
        "gate.py": _GATE,
        "app.py": """
        from flask import Flask, abort, jsonify, request
        from gate import caller

        app = Flask(__name__)
        LETTERS = {}


        @app.post("/letters")
        def write():
            number = len(LETTERS) + 1
            LETTERS[number] = {"owner": caller(), "text": str(request.get_json()["text"])}
            return jsonify(number=number), 201


        @app.get("/letters/<int:number>")
        def read(number):
            caller()
            letter = LETTERS.get(number)  # found
            if letter is None:
                abort(404)
            return jsonify(text=letter["text"])
        """,
    },
)
check.example(
    "one route of a model asks for the owner, another does not",
    {
        "gate.py": _GATE,
        "app.py": """
        from flask import Flask, jsonify
        from flask_sqlalchemy import SQLAlchemy
        from gate import caller

        app = Flask(__name__)
        app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
        db = SQLAlchemy(app)


        class Letter(db.Model):
            id = db.Column(db.Integer, primary_key=True)
            owner = db.Column(db.String(40))
            text = db.Column(db.Text)


        @app.get("/letters/<int:number>")
        def read(number):
            return jsonify(text=Letter.query.filter_by(id=number, owner=caller()).first_or_404().text)


        @app.delete("/letters/<int:number>")
        def drop(number):
            caller()
            db.session.delete(Letter.query.get_or_404(number))  # found
            db.session.commit()
            return "", 204
        """,
    },
)
check.example(
    "the owner is compared, or there is none",
    {
        "gate.py": _GATE,
        "app.py": """
        from flask import Flask, abort, jsonify, request
        from gate import caller

        app = Flask(__name__)
        LETTERS = {}
        STAMPS = {1: "blue", 2: "red"}


        @app.post("/letters")
        def write():
            number = len(LETTERS) + 1
            LETTERS[number] = {"owner": caller(), "text": str(request.get_json()["text"])}
            return jsonify(number=number), 201


        @app.get("/letters/<int:number>")
        def read(number):
            letter = LETTERS.get(number)
            if letter is None or letter["owner"] != caller():
                abort(404)
            return jsonify(text=letter["text"])


        @app.get("/stamps/<int:number>")
        def stamp(number):
            caller()
            return jsonify(colour=STAMPS.get(number))
        """,
    },
)
