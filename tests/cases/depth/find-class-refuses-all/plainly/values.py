import io
from pickle import PickleError
from pickle import Unpickler as _Unpickler


class NoClasses(_Unpickler):
    def find_class(self, module, name):
        raise PickleError(f"{module}.{name}: plain values only")


def plain(raw):
    return NoClasses(io.BytesIO(raw)).load()
