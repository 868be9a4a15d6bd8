import os

from flask import Flask, abort, jsonify, request

from flowd.store import XComStore

app = Flask(__name__)
store = XComStore(os.environ.get("FLOWD_DB", "/var/lib/flowd/flow.db"))


@app.put("/runs/<run>/xcom/<key>")
def put_entry(run, key):
    store.push(run, key, request.get_json()["value"])
    return "", 204


@app.get("/runs/<run>/xcom/<key>")
def get_entry(run, key):
    value = store.pull(run, key)
    if value is None:
        abort(404)
    return jsonify(value=value)
