from functools import lru_cache

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class AuthSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="EMBED_")

    SECRET_KEY: SecretStr = Field(min_length=32)
    ALGORITHM: str = "HS256"
    TOKEN_FIELD: str = "access_token"


@lru_cache
def get_settings() -> AuthSettings:
    return AuthSettings()
