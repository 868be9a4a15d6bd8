from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class UserToken(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    user_id = db.Column(db.Integer, nullable=False)
    expiration = db.Column(db.DateTime(timezone=True), nullable=False)


class Submission(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, nullable=False)
    provided = db.Column(db.String(200))
