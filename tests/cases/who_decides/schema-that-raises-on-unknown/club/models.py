from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Member(db.Model):
    sub = db.Column(db.String(80), primary_key=True)
    nick = db.Column(db.String(40))
    city = db.Column(db.String(40))
    paid_until = db.Column(db.Date)
