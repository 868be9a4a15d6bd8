import pandas as pd

ALIASES = {"xlsx": "excel", "xls": "excel", "pkl": "pickle", "h5": "hdf", "tsv": "table"}


class Loader:
    def __init__(self, filename):
        extension = filename.rpartition(".")[2].lower()
        self.kind = ALIASES.get(extension, extension)

    def frame(self, stream):
        reader = getattr(pd, f"read_{self.kind}")
        return reader(stream)  # found: deserializer-from-request
