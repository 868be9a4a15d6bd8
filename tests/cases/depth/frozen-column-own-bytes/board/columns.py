import pickle
import zlib

from sqlalchemy.types import LargeBinary, TypeDecorator


class Squeezed(TypeDecorator):
    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value, _dialect):
        return None if value is None else zlib.compress(pickle.dumps(value))

    def process_result_value(self, value, _dialect):
        return None if value is None else pickle.loads(zlib.decompress(value))
