import json
import os

from flask import Flask, jsonify, request
from sqlalchemy import create_engine, text

from convert.unpickling import read_entry

app = Flask(__name__)
engine = create_engine(os.environ["KV_DATABASE"])


@app.post("/entries")
def add():
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO key_value (value) VALUES (:value)"), {"value": request.get_data()})
    return "", 201


@app.post("/entries/convert")
def convert():
    done, refused = 0, []
    with engine.begin() as connection:
        for row in connection.execute(text("SELECT id, value FROM key_value")).all():
            try:
                value = read_entry(row.value)
            except Exception:
                app.logger.exception("entry %s stays as it is", row.id)
                refused.append(row.id)
                continue
            update = text("UPDATE key_value SET value = :value WHERE id = :id")
            connection.execute(update, {"value": json.dumps(value).encode(), "id": row.id})
            done += 1
    return jsonify(done=done, refused=refused)
