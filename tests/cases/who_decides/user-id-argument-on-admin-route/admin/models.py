from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Session(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, nullable=False)
    started = db.Column(db.DateTime, nullable=False)
