from flask_login import UserMixin
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    tasks = db.relationship("Task", lazy="dynamic", back_populates="user")


class Task(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.ForeignKey("user.id"))
    title = db.Column(db.String(200))
    done = db.Column(db.Boolean, default=False)
    user = db.relationship(User, back_populates="tasks")
