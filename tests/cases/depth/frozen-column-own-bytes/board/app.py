from flask import Flask, abort, jsonify, request
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from board.models import Layout, Model

app = Flask(__name__)
engine = create_engine("sqlite:///layouts.db")
Model.metadata.create_all(engine)


@app.put("/layouts/<name>")
def put_layout(name):
    body = request.get_json()
    with Session(engine) as db:
        layout = Layout(name=name, widgets=body["widgets"], colours=body.get("colours", []))
        db.add(layout)
        db.commit()
    return "", 204


@app.get("/layouts/<name>")
def get_layout(name):
    with Session(engine) as db:
        layout = db.scalars(select(Layout).where(Layout.name == name)).first()
    if layout is None:
        abort(404)
    return jsonify(widgets=layout.widgets, colours=layout.colours)
