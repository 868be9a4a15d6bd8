from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Promotion(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40), nullable=False)
    rule = db.Column(db.Text, nullable=False)

    def applies(self, total, items):
        return bool(eval(self.rule, {"total": total, "items": items}))  # found: code-from-request
