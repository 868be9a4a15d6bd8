from abc import ABC, abstractmethod
from typing import Optional

import redis


class DraftRepository(ABC):
    @abstractmethod
    def save(self, draft_id: str, content: bytes) -> None: ...

    @abstractmethod
    def find(self, draft_id: str) -> Optional[bytes]: ...


class RedisDraftRepository(DraftRepository):
    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def save(self, draft_id: str, content: bytes) -> None:
        self._client.setex(f"draft:{draft_id}", 3600, content)

    def find(self, draft_id: str) -> Optional[bytes]:
        return self._client.get(f"draft:{draft_id}")
