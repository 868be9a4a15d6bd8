import io

from ruamel.yaml import YAML


class FormattedYAML(YAML):
    def __init__(self):
        super().__init__(typ="rt")
        self.width = 160
        self.preserve_quotes = True
        self.indent(mapping=2, sequence=4, offset=2)

    def dumps(self, data):
        stream = io.StringIO()
        self.dump(data, stream)
        return stream.getvalue()
