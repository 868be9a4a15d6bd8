from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Certificate(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String(128), nullable=False)
    roles = db.Column(db.JSON, default=list)
    key_ref = db.Column(db.String(128))
    notify = db.Column(db.Boolean, default=True)
