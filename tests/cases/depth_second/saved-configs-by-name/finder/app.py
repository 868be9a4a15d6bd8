from flask import Flask, jsonify, request

from finder import saved

app = Flask(__name__)
KNOWN = ("lang", "theme", "safe", "near")


@app.route("/config", methods=["GET", "PUT"])
def config():
    name = request.args.get("name", "")
    if not saved.valid(name):
        return jsonify(error="Invalid config name"), 400
    if request.method == "PUT":
        saved.save(name, {key: request.form.get(key, "") for key in KNOWN})
        return "", 204
    settings = saved.load(name)
    if settings is None:
        return jsonify(error="unknown"), 404
    return jsonify(settings)
