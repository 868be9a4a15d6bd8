from enum import StrEnum

from pydantic import BaseModel


class Plan(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Opening(BaseModel):
    plan: Plan
    cents: int
