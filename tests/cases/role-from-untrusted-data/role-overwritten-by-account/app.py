import os

from flask import Flask, jsonify, request
from werkzeug.security import check_password_hash

from accounts import account_by_name

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]


@app.post("/shutdown")
def shutdown():
    account = account_by_name(request.form["name"])
    if account is None or not check_password_hash(account.password_hash, request.form["password"]):
        return jsonify(error="who are you?"), 401
    role = request.form.get("role", "")
    app.logger.debug("form came with role %r", role)
    role = account.role
    if role != "operator":
        return jsonify(error="operators only"), 403
    return jsonify(stopping=True)


@app.get("/widget")
def widget():
    # The ARIA role of the rendered element: https://www.w3.org/TR/wai-aria-1.2/#roles
    role = "button"
    return f"<div role={role}>{'pressed' if role == 'button' else ''}</div>"
