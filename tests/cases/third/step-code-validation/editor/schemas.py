from pydantic import BaseModel


class Code(BaseModel):
    code: str


class CodeValidationResponse(BaseModel):
    errors: dict[str, list[str]]
    arguments: list[str] = []
