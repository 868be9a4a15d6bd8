import pickle
from typing import Any

from quotes.draft_repository import DraftRepository


class DraftNotFoundError(LookupError):
    """There is no such draft."""


class DraftService:
    def __init__(self, repository: DraftRepository) -> None:
        self._repository = repository

    def store(self, draft_id: str, content: bytes) -> None:
        self._repository.save(draft_id, content)

    def open(self, draft_id: str) -> Any:
        content = self._repository.find(draft_id)
        if content is None:
            raise DraftNotFoundError(draft_id)
        return pickle.loads(content)  # found: pickle-from-request
