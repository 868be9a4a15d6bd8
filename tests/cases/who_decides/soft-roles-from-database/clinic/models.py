from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Staff(db.Model):
    sub = db.Column(db.String(80), primary_key=True)
    role = db.Column(db.String(20), nullable=False)
    ward = db.Column(db.String(20), nullable=False)


class Bed(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    ward = db.Column(db.String(20), nullable=False)
    patient = db.Column(db.String(80))
