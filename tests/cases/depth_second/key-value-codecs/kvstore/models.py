from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Entry(db.Model):
    __tablename__ = "key_value"

    id = db.Column(db.Integer, primary_key=True)
    resource = db.Column(db.String(32), nullable=False)
    value = db.Column(db.LargeBinary(length=2**24 - 1), nullable=False)
