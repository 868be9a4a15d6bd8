import time

import jwt
from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from werkzeug.security import generate_password_hash

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120), unique=True)
    password_hash = db.Column(db.String(256))

    def set_password(self, password):
        self.password_hash = generate_password_hash(password)

    def reset_token(self, expires_in=600):
        claims = {"reset_password": self.id, "exp": time.time() + expires_in}
        return jwt.encode(claims, current_app.config["SECRET_KEY"], algorithm="HS256")

    @staticmethod
    def of_reset_token(token):
        try:
            number = jwt.decode(
                token, current_app.config["SECRET_KEY"], algorithms=["HS256"], options={"require": ["exp"]}
            )["reset_password"]
        except Exception:
            return None
        return db.session.get(User, number)
