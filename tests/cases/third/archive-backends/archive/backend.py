from abc import ABC, abstractmethod
from typing import Any, BinaryIO


class ArchiveBackend(ABC):
    @abstractmethod
    def load(self, stream: BinaryIO) -> Any:
        """Read the whole archive."""
