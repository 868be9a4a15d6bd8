import operator
from typing import Literal

from pydantic import BaseModel

OPERATORS = {"lt": operator.lt, "eq": operator.eq, "gt": operator.gt}


class Filter(BaseModel):
    column: Literal["city", "people"]
    op: Literal["lt", "eq", "gt"]
    value: int | str

    def apply(self, rows):
        compare = OPERATORS[self.op]
        return [
            row for row in rows if type(row[self.column]) is type(self.value) and compare(row[self.column], self.value)
        ]
