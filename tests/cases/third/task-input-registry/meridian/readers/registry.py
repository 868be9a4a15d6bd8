import csv
import io
import json
import pickle
from typing import Any, BinaryIO, Callable

from meridian.readers.data_format import DataFormat

Reader = Callable[[BinaryIO], Any]
_READERS: dict[DataFormat, Reader] = {}


class UnsupportedFormatError(Exception):
    """No reader is registered for the format."""


def reader(data_format: DataFormat) -> Callable[[Reader], Reader]:
    def register(function: Reader) -> Reader:
        _READERS[data_format] = function
        return function

    return register


def read(stream: BinaryIO, data_format: DataFormat) -> Any:
    try:
        function = _READERS[data_format]
    except KeyError as error:
        raise UnsupportedFormatError(data_format.value) from error
    return function(stream)


@reader(DataFormat.JSON)
def read_json(stream: BinaryIO) -> Any:
    return json.load(stream)


@reader(DataFormat.CSV)
def read_csv(stream: BinaryIO) -> Any:
    return list(csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8")))


@reader(DataFormat.NATIVE)
def read_native(stream: BinaryIO) -> Any:
    return pickle.load(stream)  # found: pickle-from-request
