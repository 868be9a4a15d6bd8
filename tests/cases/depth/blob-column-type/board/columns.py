import pickle

from sqlalchemy.types import LargeBinary, TypeDecorator


class Frozen(TypeDecorator):
    """Any object; bytes are taken to be frozen already."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value, _dialect):
        if value is None or isinstance(value, bytes):
            return value
        return pickle.dumps(value)

    def process_result_value(self, value, _dialect):
        return None if value is None else pickle.loads(value)  # found: pickle-from-request
