from flask import Flask, jsonify, request

from screens.models import Screen, database

app = Flask(__name__)


@app.before_request
def connect():
    database.connect(reuse_if_open=True)


@app.teardown_request
def close(_):
    if not database.is_closed():
        database.close()


@app.put("/screens/<name>/layout")
def put_layout(name):
    changed = Screen.update(layout=request.get_data()).where(Screen.name == name).execute()
    return jsonify(changed=changed)


@app.get("/screens/<name>")
def show(name):
    screen = Screen.get(Screen.name == name)
    return jsonify(name=screen.name, widgets=len(screen.layout or ()))
