from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Token(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    project = db.Column(db.String(80), nullable=False)
    acls = db.Column(db.JSON, nullable=False)
    expiration = db.Column(db.DateTime(timezone=True), nullable=False)


class Issue(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    project = db.Column(db.String(80), nullable=False)
    title = db.Column(db.String(200))
    status = db.Column(db.String(20), default="Open")
