import os
from pathlib import Path

import yaml


class NodeDict(dict):
    __line__ = 0


class LineLoader(yaml.SafeLoader):
    def __init__(self, stream, secrets=None):
        super().__init__(stream)
        self.secrets = secrets or {}

    def compose_node(self, parent, index):
        last_line = self.line
        node = super().compose_node(parent, index)
        node.__line__ = last_line + 1
        return node


def _secret(loader, node):
    return loader.secrets.get(node.value, "")


def _env(_loader, node):
    return os.environ.get(f"HUB_{node.value}", "")


LineLoader.add_constructor("!secret", _secret)
LineLoader.add_constructor("!env_var", _env)


def parse_yaml(content, secrets=None):
    loader = LineLoader(content, secrets)
    try:
        return loader.get_single_data() or NodeDict()
    finally:
        loader.dispose()


def load_secrets(folder):
    path = Path(folder) / "secrets.yaml"
    return yaml.load(path.read_text(), Loader=LineLoader) if path.exists() else {}
