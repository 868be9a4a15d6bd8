from typing import Literal

from pydantic import BaseModel


class ChartSpec(BaseModel):
    kind: Literal["bar", "line"]
    column: Literal["revenue", "orders"]
    aggregate: Literal["sum", "mean", "max"]
