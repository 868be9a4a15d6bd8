from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Car(db.Model):
    plate = db.Column(db.String(12), primary_key=True)
    owner = db.Column(db.String(80), nullable=False)
    colour = db.Column(db.String(20))
    inspected = db.Column(db.Boolean, default=False)
