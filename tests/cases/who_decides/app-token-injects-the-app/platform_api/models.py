from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class AppModel(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    status = db.Column(db.String(20), default="normal")


class ApiToken(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    kind = db.Column(db.String(16), nullable=False)
    app_id = db.Column(db.ForeignKey(AppModel.id), nullable=False)
    app = db.relationship(AppModel)
