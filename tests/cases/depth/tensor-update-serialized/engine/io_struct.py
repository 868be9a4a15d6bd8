from typing import Optional

from pydantic import BaseModel


class UpdateWeights(BaseModel):
    serialized_named_tensors: list[str]
    load_format: Optional[str] = None
    flush_cache: bool = True
