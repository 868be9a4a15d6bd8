from flask import Flask, jsonify, request

from context import caller_from

app = Flask(__name__)


@app.delete("/projects/<slug>")
def remove(slug):
    caller = caller_from(request.headers.get("X-Caller", "{}"))
    if "projects:delete" not in caller.permissions:  # found: role-from-untrusted-data
        return jsonify(error="forbidden"), 403
    app.logger.warning("%s removes %s", caller.name, slug)
    return "", 204
