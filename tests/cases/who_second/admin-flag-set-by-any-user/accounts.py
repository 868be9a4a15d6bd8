import sqlite3

from flask import Blueprint, Flask, abort, g, jsonify, request
from flask_httpauth import HTTPBasicAuth
from werkzeug.security import check_password_hash, generate_password_hash

auth = HTTPBasicAuth()
bp = Blueprint("accounts", __name__)


def db():
    if "db" not in g:
        g.db = sqlite3.connect("accounts.db")
        g.db.row_factory = sqlite3.Row
    return g.db


@auth.verify_password
def verify(username, password):
    row = db().execute("SELECT * FROM users WHERE username = ?", (username,)).fetchone()
    if row is not None and check_password_hash(row["password_hash"], password):
        return row
    return None


def require_admin():
    if not auth.current_user()["is_admin"]:
        abort(403)


@auth.login_required
def create_user():
    require_admin()
    body = request.get_json()
    hashed = generate_password_hash(body["password"])
    db().execute("INSERT INTO users VALUES (?, ?, 0)", (str(body["username"]), hashed))
    db().commit()
    return jsonify(username=body["username"]), 201


@auth.login_required
def reset_password():
    require_admin()
    body = request.get_json()
    hashed = generate_password_hash(body["password"])
    db().execute("UPDATE users SET password_hash = ? WHERE username = ?", (hashed, str(body["username"])))
    db().commit()
    return "", 204


@auth.login_required  # found: function-without-role-check
def update_admin():
    body = request.get_json()
    flag = 1 if body["is_admin"] else 0
    db().execute("UPDATE users SET is_admin = ? WHERE username = ?", (flag, str(body["username"])))
    db().commit()
    return "", 204


@auth.login_required
def delete_user():
    require_admin()
    db().execute("DELETE FROM users WHERE username = ?", (str(request.get_json()["username"]),))
    db().commit()
    return "", 204


bp.add_url_rule("/users/create", view_func=create_user, methods=["POST"])
bp.add_url_rule("/users/update-password", view_func=reset_password, methods=["PATCH"])
bp.add_url_rule("/users/update-admin", view_func=update_admin, methods=["PATCH"])
bp.add_url_rule("/users/delete", view_func=delete_user, methods=["DELETE"])


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp)
    return app
