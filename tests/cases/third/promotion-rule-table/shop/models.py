from flask_sqlalchemy import SQLAlchemy

from shop.rules import RULES

db = SQLAlchemy()


class Promotion(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    rule = db.Column(db.String(20), nullable=False)
    bound = db.Column(db.Integer, nullable=False)

    def applies(self, total, items):
        check = RULES.get(self.rule)
        return check is not None and check(total, items, self.bound)
