from pydantic import BaseModel, ConfigDict, Field


class Submission(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = Field(min_length=1, max_length=120)
    score: int = Field(ge=0, le=100)
    tags: list[str] = Field(default_factory=list, max_length=8)
