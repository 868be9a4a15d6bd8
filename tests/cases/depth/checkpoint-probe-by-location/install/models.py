from pydantic import BaseModel


class InstallRequest(BaseModel):
    source: str
    inplace: bool = False
