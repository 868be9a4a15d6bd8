from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(128), nullable=False)
    secret = db.Column(db.String(128), nullable=False)
    owner = db.Column(db.String(80), nullable=False)
