from pydantic import BaseModel, ConfigDict, EmailStr


class NewMember(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: EmailStr
    nickname: str
