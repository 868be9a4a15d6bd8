from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, nullable=False, index=True)
    total = db.Column(db.Numeric(10, 2))
    status = db.Column(db.String(20), default="new")

    def as_dict(self):
        return {"id": self.id, "total": str(self.total), "status": self.status}
