"""Fields of a stored record are filled from keys that the sender chose.

What it finds
    A model object made with `**data`, updated with a whole mapping, or set attribute by attribute in a loop, where the
    keys come with the request and no list of allowed fields stands before it.

Why it matters
    The sender also sends `is_admin`, `owner_id` or `balance`, and the record takes them.

Instead
    Name the fields that may be written, or validate the body with a schema that refuses all others.

How it is proven
    A field that the answer of a good request does not offer is sent along, and is read back changed.

How the guard stops it
    Bodies are validated against a strict model; unknown fields are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.fillings import filled_models

check = Check(
    __name__, severity=Severity.HIGH, cwe=915, since="0.1", family="authorization", tags=("owasp-api3", "asvs-15.3.3")
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Model objects filled from keys of the request."""
    for run, filled, label in filled_models(app):
        yield check.from_event(
            app, run, (filled, (label,)), f"the sender chooses which fields of {filled.model} are written"
        )


check.example(
    "a record is made of the whole body",
    """
    from flask import Flask, jsonify, request
    from flask_sqlalchemy import SQLAlchemy

    app = Flask(__name__)
    db = SQLAlchemy(app)


    class Account(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        is_admin = db.Column(db.Boolean)


    @app.post("/accounts")
    def create():
        account = Account(**request.get_json())  # found
        db.session.add(account)
        return jsonify(id=account.id)


    @app.patch("/accounts/<int:account_id>")
    def change(account_id):
        account = Account.query.get(account_id)
        for key, value in request.get_json().items():
            setattr(account, key, value)  # found
        db.session.commit()
        return jsonify(id=account.id)
    """,
)
check.example(
    "fields are named, or come from a list",
    """
    from flask import Flask, jsonify, request
    from flask_sqlalchemy import SQLAlchemy

    app = Flask(__name__)
    db = SQLAlchemy(app)
    WRITABLE = {"name", "city"}


    class Account(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        city = db.Column(db.String)


    @app.post("/accounts")
    def create():
        account = Account(name=request.get_json()["name"])
        for key, value in request.get_json().items():
            if key in WRITABLE:
                setattr(account, key, value)
        db.session.add(account)
        return jsonify(id=account.id)
    """,
)
check.example(
    "keys that are not on the list are taken out first",
    """
    from flask import Flask, jsonify, request
    from flask_sqlalchemy import SQLAlchemy

    app = Flask(__name__)
    db = SQLAlchemy(app)


    class Account(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        city = db.Column(db.String)
        writable = {"name", "city"}


    @app.post("/accounts")
    def create():
        data = request.get_json()
        for key in list(data):
            if key not in Account.writable:
                del data[key]
        account = Account(**data)
        db.session.add(account)
        return jsonify(id=account.id)
    """,
)
