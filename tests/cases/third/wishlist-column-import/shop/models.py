import pickle

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.types import LargeBinary, TypeDecorator

db = SQLAlchemy()


class Packed(TypeDecorator):
    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value, _dialect):
        if value is None or isinstance(value, bytes):
            return value
        return pickle.dumps(value)

    def process_result_value(self, value, _dialect):
        return None if value is None else pickle.loads(value)  # found: pickle-from-request


class WishList(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)
    entries = db.Column(Packed)
