from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class ApiToken(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    tenant_id = db.Column(db.String(32), nullable=False)


class Dataset(db.Model):
    id = db.Column(db.String(32), primary_key=True)
    tenant_id = db.Column(db.String(32), nullable=False)
    name = db.Column(db.String(128))
