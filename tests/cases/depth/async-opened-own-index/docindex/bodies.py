from pydantic import BaseModel, Field


class Lengths(BaseModel):
    lengths: list[int] = Field(max_length=10_000)
