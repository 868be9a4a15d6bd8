from importlib import import_module

from chunks.kinds import DataType

LOADERS = {
    DataType.TEXT: "chunks.readers.TextReader",
    DataType.MARKDOWN: "chunks.readers.MarkdownReader",
    DataType.CSV: "chunks.readers.CsvReader",
}


class DataFormatter:
    def __init__(self, data_type: DataType, **config):
        self.loader = self._lazy_load(LOADERS[data_type])(**config)

    @staticmethod
    def _lazy_load(path):
        module, name = path.rsplit(".", 1)
        return getattr(import_module(module), name)
