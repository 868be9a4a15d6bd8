import yaml
from flask import Flask, abort, jsonify, request

app = Flask(__name__)

TEMPLATES = {
    "web": "name: web\nports: !!python/tuple [80, 443]\n",
    "mail": "name: mail\nports: !!python/tuple [25, 587]\n",
}


@app.get("/templates")
def template():
    text = TEMPLATES.get(request.args.get("kind", "web"))
    if text is None:
        abort(404)
    loaded = yaml.load(text, Loader=yaml.UnsafeLoader)
    return jsonify(name=loaded["name"], ports=list(loaded["ports"]))
