from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Token(db.Model):
    digest = db.Column(db.String(64), primary_key=True)
    account = db.Column(db.String(40), nullable=False)
    vo = db.Column(db.String(3), nullable=False)
    expired_at = db.Column(db.DateTime(timezone=True), nullable=False)
