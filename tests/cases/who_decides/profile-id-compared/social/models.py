from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120), unique=True)
    about = db.Column(db.String(140))


class Token(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    revoked = db.Column(db.Boolean, default=False)
    user_id = db.Column(db.ForeignKey(User.id))
    user = db.relationship(User)
