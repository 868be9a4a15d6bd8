from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Pipeline(db.Model):
    id = db.Column(db.String(80), primary_key=True)
    paused = db.Column(db.Boolean, default=False)
