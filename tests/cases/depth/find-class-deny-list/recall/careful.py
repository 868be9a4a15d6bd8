import io
import pickle

DENIED = {"eval", "exec", "system", "popen", "open", "__import__"}


class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        if name in DENIED or module in {"os", "posix", "subprocess"}:
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


class Counting(Careful):
    def __init__(self, file):
        super().__init__(file)
        self.classes = 0

    def find_class(self, module, name):
        self.classes += 1
        return super().find_class(module, name)


def load_counted(raw):
    unpickler = Counting(io.BytesIO(raw))
    return unpickler.load(), unpickler.classes  # found: pickle-from-request
