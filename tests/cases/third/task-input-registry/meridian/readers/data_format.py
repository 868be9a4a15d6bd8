from enum import Enum


class DataFormat(Enum):
    JSON = "json"
    CSV = "csv"
    NATIVE = "native"
