from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class CRUDMixin:
    def update(self, *, commit=True, **kwargs):
        for attr, value in kwargs.items():
            setattr(self, attr, value)  # found: mass-assignment
        return commit and self.save()

    def save(self):
        db.session.add(self)
        db.session.commit()
        return self


class User(CRUDMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(100), unique=True)
    bio = db.Column(db.String(300))
    is_admin = db.Column(db.Boolean, default=False)
