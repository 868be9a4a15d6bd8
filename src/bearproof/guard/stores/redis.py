"""Which tokens were taken back, as a Redis server knows? For processes on several machines.

The server must not evict (`maxmemory-policy noeviction`): a name that it forgets early counts again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bearproof.guard.misuse import GuardMisuse

from .store import Grant

if TYPE_CHECKING:
    from redis import Redis

#: Keeps the later of two moments; two workers may take the same name back at once.
_TAKE_BACK = """
local before = redis.call('GET', KEYS[1])
if not before or tonumber(before) < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end
"""


class RedisStore:
    """Keeps everything at a Redis server, under keys that begin with `prefix`. A request waits `patience` seconds."""

    def __init__(self, url: str, *, prefix: str = "bearproof:", patience: float = 0.5) -> None:
        try:
            import redis  # noqa: PLC0415  # only apps that use it have it
        except ImportError as problem:
            raise GuardMisuse("a RedisStore needs the redis package", advice="pip install redis") from problem
        try:
            # The client makes its connections anew in a process that was forked off.
            self._redis: Redis = redis.Redis.from_url(
                url, socket_timeout=patience, socket_connect_timeout=patience, decode_responses=True
            )
        except ValueError as problem:
            # Not the address itself, for it may hold a password.
            raise GuardMisuse("this is no address of a Redis server", advice="redis://HOST:PORT/0") from problem
        self._prefix = prefix

    def revoked(self, names: tuple[str, str, str], issued: float) -> bool:
        """See Store."""
        found = cast("list[str | None]", self._redis.mget([self._prefix + name for name in names]))
        return any(issued < float(before) for before in found if before is not None)

    def revoke(self, name: str, *, before: float, until: float, now: float) -> None:
        """See Store."""
        self._redis.eval(_TAKE_BACK, 1, self._prefix + name, repr(before), str(_seconds(until - now)))

    def keep(self, digest: str, grant: Grant, *, now: float) -> None:
        """See Store."""
        self._redis.set(self._prefix + "refresh\n" + digest, grant.text(), ex=_seconds(grant.ends - now))

    def spend(self, digest: str) -> tuple[Grant, bool] | None:
        """See Store."""
        key = self._prefix + "refresh\n" + digest
        found = cast("str | None", self._redis.get(key))
        if found is None:
            return None
        grant = Grant.read(found)
        # The server sets it for the first who asks, and for nobody else.
        left = max(self._redis.ttl(key), 1)
        first = self._redis.set(self._prefix + "spent\n" + digest, "1", nx=True, ex=left + 60)
        return grant, bool(first)


def _seconds(time: float) -> int:
    return max(int(time) + 1, 1)
