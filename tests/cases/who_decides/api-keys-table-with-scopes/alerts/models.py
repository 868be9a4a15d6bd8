import datetime as dt
import hashlib

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class ApiKey(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    owner = db.Column(db.String, nullable=False)
    scopes = db.Column(db.JSON, nullable=False)
    expires = db.Column(db.DateTime(timezone=True), nullable=False)

    @classmethod
    def valid(cls, raw):
        found = cls.query.get(hashlib.sha256(raw.encode()).hexdigest())
        return found if found and found.expires > dt.datetime.now(dt.timezone.utc) else None


class Alert(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String, nullable=False)
