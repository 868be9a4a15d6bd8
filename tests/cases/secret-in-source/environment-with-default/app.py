import os

from flask import Flask, jsonify, session

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY", "change-me-in-production")  # found: secret-in-source
app.config["SESSION_COOKIE_HTTPONLY"] = True
app.config["PAGE_SIZE"] = int(os.environ.get("PAGE_SIZE", "20"))


@app.get("/")
def index():
    session.setdefault("seen", 0)
    return jsonify(page_size=app.config["PAGE_SIZE"])
