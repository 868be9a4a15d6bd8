import csv
import io


class TextReader:
    def __init__(self, size=500):
        self.size = int(size)

    def chunks(self, text):
        return [text[start : start + self.size] for start in range(0, len(text), self.size)]


class MarkdownReader(TextReader):
    def chunks(self, text):
        return [part for section in text.split("\n# ") for part in super(MarkdownReader, self).chunks(section)]


class CsvReader(TextReader):
    def chunks(self, text):
        return [", ".join(row) for row in csv.reader(io.StringIO(text))]
