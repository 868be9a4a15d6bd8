import os
from binascii import hexlify
from datetime import datetime, timedelta, timezone

from flask import Flask, abort, jsonify
from flask_login import LoginManager, UserMixin, current_user, login_required
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)
lm = LoginManager(app)


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    role = db.Column(db.Integer, default=0)

    def role_admin(self):
        return self.role == 1


class DeviceToken(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, db.ForeignKey("user.id"))
    auth_token = db.Column(db.String(64), unique=True)
    expiration = db.Column(db.DateTime)


@lm.user_loader
def load(pk):
    return db.session.get(User, int(pk))


@app.post("/devices/<int:user_id>/token")
@login_required
def generate(user_id):
    if current_user.id != user_id and not current_user.role_admin():
        abort(403)
    row = DeviceToken.query.filter(DeviceToken.user_id == user_id).first()
    if row is None:
        row = DeviceToken(user_id=user_id, auth_token=hexlify(os.urandom(24)).decode())
        db.session.add(row)
    row.expiration = datetime.now(timezone.utc) + timedelta(days=30)
    db.session.commit()
    return jsonify(token=row.auth_token)


@app.delete("/devices/<int:user_id>/token")
@login_required
def withdraw(user_id):
    if current_user.id != user_id and not current_user.role_admin():
        abort(403)
    DeviceToken.query.filter(DeviceToken.user_id == user_id).delete()
    db.session.commit()
    return "", 204
