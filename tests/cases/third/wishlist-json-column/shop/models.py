import json

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.types import Text, TypeDecorator

db = SQLAlchemy()


class Packed(TypeDecorator):
    impl = Text
    cache_ok = True

    def process_bind_param(self, value, _dialect):
        return None if value is None else json.dumps(value)

    def process_result_value(self, value, _dialect):
        return None if value is None else json.loads(value)


class WishList(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)
    entries = db.Column(Packed)
