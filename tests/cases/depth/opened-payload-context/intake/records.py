import pickle


class RecordReader:
    def __init__(self, handle):
        self._unpickler = pickle.Unpickler(handle)

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return self._unpickler.load()  # found: pickle-from-request
        except EOFError:
            raise StopIteration from None
