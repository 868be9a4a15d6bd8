from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    city = db.Column(db.String(80))
    is_admin = db.Column(db.Boolean, default=False)

    def from_dict(self, data):
        for field in data:
            setattr(self, field, data[field])  # found: mass-assignment
