from flask_login import UserMixin
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
owners = db.Table(
    "chart_owners",
    db.Column("chart_id", db.ForeignKey("chart.id")),
    db.Column("user_id", db.ForeignKey("user.id")),
)


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Chart(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(250))
    owners = db.relationship(User, secondary=owners)
