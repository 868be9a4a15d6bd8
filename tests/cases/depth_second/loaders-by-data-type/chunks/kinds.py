from enum import Enum


class DataType(str, Enum):
    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
