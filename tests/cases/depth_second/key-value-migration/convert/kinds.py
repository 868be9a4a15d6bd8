from enum import Enum


class DatasourceKind(str, Enum):
    TABLE = "table"
    QUERY = "query"
    DATASET = "dataset"
