import csv
import io

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    total = db.Column(db.Integer, nullable=False)


def as_csv(orders):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows((order.id, order.total) for order in orders)
    return out.getvalue()
