import pickle
from typing import Any, BinaryIO, ClassVar

import yaml

from archive.backend import ArchiveBackend


class YamlArchiveBackend(ArchiveBackend):
    def load(self, stream: BinaryIO) -> Any:
        return yaml.unsafe_load(stream)  # found: yaml-from-request


class BinaryArchiveBackend(ArchiveBackend):
    def load(self, stream: BinaryIO) -> Any:
        return pickle.load(stream)  # found: pickle-from-request


class ArchiveBackendFactory:
    _backends: ClassVar[dict[str, type[ArchiveBackend]]] = {"yaml": YamlArchiveBackend, "bin": BinaryArchiveBackend}

    @classmethod
    def create(cls, name: str) -> ArchiveBackend:
        return cls._backends[name]()
