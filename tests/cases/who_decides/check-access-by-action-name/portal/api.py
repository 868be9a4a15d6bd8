from flask import Flask, jsonify, request

from portal.logic import DATASETS, NotAuthorized, check_access, context_of

app = Flask(__name__)


def package_list(_context, _data):
    return sorted(DATASETS)


def package_create(context, data):
    DATASETS[str(data["name"])] = {"creator": context["user"], "title": str(data["title"])}
    return data["name"]


def package_update(_context, data):
    DATASETS[data["name"]]["title"] = str(data["title"])
    return data["name"]


def package_delete(_context, data):
    DATASETS.pop(data["name"], None)
    return data["name"]


ACTIONS = {view.__name__: view for view in (package_list, package_create, package_update, package_delete)}


@app.errorhandler(NotAuthorized)
def denied(_problem):
    return jsonify(success=False, error="Access denied"), 403


@app.post("/api/3/action/<name>")
def action(name):
    context = context_of(request.headers.get("Authorization", ""))
    data = request.get_json()
    check_access(name, context, data)
    return jsonify(success=True, result=ACTIONS[name](context, data))
