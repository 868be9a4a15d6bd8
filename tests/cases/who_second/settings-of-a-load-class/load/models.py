from flask_login import UserMixin
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Engineer(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Profile(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    engineer_id = db.Column(db.Integer, db.ForeignKey("engineer.id"), nullable=False)
    host = db.Column(db.String(200))
    weight = db.Column(db.Integer, default=1)
    max_users = db.Column(db.Integer, default=100)
