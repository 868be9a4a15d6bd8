import pickle
from typing import Optional

import redis

from quotes.quote import Quote


class QuoteRepository:
    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def find(self, weight_kg: int) -> Optional[Quote]:
        content = self._client.get(f"quote:{weight_kg}")
        return None if content is None else pickle.loads(content)

    def save(self, quote: Quote) -> None:
        self._client.setex(f"quote:{quote.weight_kg}", 600, pickle.dumps(quote))
