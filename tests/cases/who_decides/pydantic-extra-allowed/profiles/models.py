from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Profile(db.Model):
    sub = db.Column(db.String(80), primary_key=True)
    nick = db.Column(db.String(40), nullable=False)
    city = db.Column(db.String(40))
    verified = db.Column(db.Boolean, default=False)
