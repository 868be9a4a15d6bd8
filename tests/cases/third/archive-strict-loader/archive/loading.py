from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import yaml


class ArchiveLoader(yaml.SafeLoader):
    """The safe loader, and the two scalar tags of our archives."""


def _construct_decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


def _construct_day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> date:
    return date.fromisoformat(loader.construct_scalar(node))


ArchiveLoader.add_constructor("!money", _construct_decimal)
ArchiveLoader.add_constructor("!day", _construct_day)


class ArchiveReader:
    def load(self, stream: BinaryIO) -> Any:
        return yaml.load(stream, Loader=ArchiveLoader)
