import os

from flask import Flask, abort, jsonify, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

app = Flask(__name__)

SECRET_KEY_VARIABLE = "SITE_SIGNING_KEY"
TOKEN_HEADER = "X-Reset-Token"
PASSWORD_FIELD = "password"
SECRET_QUESTION = "What was the name of your first pet?"
SALT = "password-reset"

app.secret_key = os.environ[SECRET_KEY_VARIABLE]
app.config["SESSION_COOKIE_NAME"] = "secret_session"

links = URLSafeTimedSerializer(app.secret_key, salt=SALT)


@app.post("/reset")
def reset():
    try:
        account = links.loads(request.headers.get(TOKEN_HEADER, ""), max_age=900)
    except BadSignature:
        abort(400)
    if len(request.form.get(PASSWORD_FIELD, "")) < 12:
        return jsonify(error="at least 12 characters", question=SECRET_QUESTION), 422
    return jsonify(reset=account)
