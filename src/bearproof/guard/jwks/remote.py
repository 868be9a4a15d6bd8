"""Which keys does the issuer have now, and when is it asked? A ring whose keys come and go while requests are served.

One thread at a time asks, with a pause after each try whatever the tokens say. Everybody else goes on with the keys
that are there; only who needs a key that is not there waits, for a moment and in small company. No lock is ever held
while something is waited for, so the ring works with threads, greenlets and forks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bearproof.guard import forks, records
from bearproof.guard.tokens import keys as ring
from bearproof.guard.tokens.keys import Key
from bearproof.guard.tokens.refusals import TokenRefused

from .fetching import Fetching, NotFetched

#: Requests that wait for one fetch; the others are refused at once, or strangers could stop every thread of the app.
_COMPANY = 8
#: Names that the issuer did not know; strangers invent them.
_MOST_UNKNOWN = 1024

#: Answers with the issuer's keys now, or raises NotFetched.
Source = Callable[[], Sequence[Key]]


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """The keys as they were at one time. `generation` changes only when a key was taken away."""

    keys: tuple[Key, ...]
    at: float
    generation: object


@dataclass(slots=True, eq=False)
class _Asking:
    """A fetch under way. `over` is the time after which nobody believes in it any more."""

    began: float
    over: float
    #: Made here and not at import: what threads are, gevent may have changed since.
    done: threading.Event = field(default_factory=threading.Event)
    waiting: int = 0


class RemoteRing:
    """The keys that an issuer publishes."""

    def __init__(self, source: Source, algorithms: Sequence[str], how: Fetching, *, name: str) -> None:
        self._source, self._algorithms, self._how, self._name = source, frozenset(algorithms), how, name
        self._held: _Held | None = None
        self._unknown: dict[str, float] = {}
        self.forked()
        forks.renew(self)

    def forked(self) -> None:
        """The thread that asks did not come along; what it held and what it would bring is the parent's."""
        self._lock = threading.Lock()
        self._asking: _Asking | None = None
        self._pause_over = float("-inf")

    def candidates(self, header: Mapping[str, object]) -> Sequence[Key]:
        """The keys that may have made a token with this header; TokenRefused when there are none."""
        alg, name = header.get("alg"), ring.kid(header)
        only_ours(alg, self._algorithms)
        held = self._now()
        if held is None or not _names(held.keys, name):
            held = self._once_more(name)
        if name is None:
            one_key_only(held.keys)
        return ring.fitting(held.keys, name, alg)

    def generation(self) -> object:
        """The same object as long as no key was taken away, or has become too old."""
        held = self._now()
        # One that nothing was verified under: there are no keys, so nothing counts.
        return object() if held is None else held.generation

    def _now(self) -> _Held | None:
        """The keys that count now; asks for new ones in the background when these are no longer fresh."""
        held, now = self._held, self._how.clock()
        if held is None:
            return None
        age = now - held.at
        if age >= self._how.fresh:
            self._ask(now)
            if age >= self._how.fresh + self._how.last_good:
                return None
        return held

    def _once_more(self, name: str | None) -> _Held:
        """The keys after the issuer was asked for one that is not there, if it may be asked now."""
        now = self._how.clock()
        if name is not None and self._unknown.get(name, now) > now and self._held is not None:
            raise TokenRefused("unknown-kid")
        asking = self._ask(now)
        if asking is not None and self._joins(asking):
            asking.done.wait(self._how.patience)
            with self._lock:
                asking.waiting -= 1
        held = self._now()
        if held is None:
            raise TokenRefused("no-keys")
        if name is not None and held.at >= now and not _names(held.keys, name):
            # Asked after the token came, the issuer did not know it.
            self._note_unknown(name, now)
        return held

    def _ask(self, now: float) -> _Asking | None:
        """The fetch under way, begun now unless it is too soon."""
        with self._lock:
            if self._asking is not None and now < self._asking.over:
                return self._asking
            if now < self._pause_over:
                return None
            self._pause_over = now + self._how.cooldown
            # Discovery may make three requests of it.
            asking = self._asking = _Asking(now, now + 3 * self._how.timeout)
        try:
            threading.Thread(target=self._fetch, args=(asking,), name="bearproof-keys", daemon=True).start()
        except RuntimeError:
            # No more threads to be had; the next one who asks may have more luck.
            self._ended(asking)
        return asking

    def _fetch(self, asking: _Asking) -> None:
        try:
            found = tuple(self._source())
        except NotFetched as problem:
            records.note("keys-not-fetched", issuer=self._name, reason=problem.reason)
        except Exception as problem:  # noqa: BLE001  # a border: an error in this thread would be seen by nobody
            records.note("keys-not-fetched", issuer=self._name, reason=type(problem).__name__)
        else:
            self._take(found, asking)
        finally:
            self._ended(asking)

    def _take(self, found: tuple[Key, ...], asking: _Asking) -> None:
        with self._lock:
            if self._asking is not asking:
                # Given up long ago, or the parent's: others have newer keys.
                return
            before = self._held
            # The same key again is the same object, so that what was verified with it stays verified.
            stays = before is not None and all(key in found for key in before.keys)
            generation = before.generation if before is not None and stays else object()
            # The time at which it was asked, not answered: whatever came later was not known then.
            self._held = _Held(found, asking.began, generation)

    def _ended(self, asking: _Asking) -> None:
        with self._lock:
            if self._asking is asking:
                self._asking = None
        asking.done.set()

    def _joins(self, asking: _Asking) -> bool:
        with self._lock:
            joins = asking.waiting < _COMPANY
            asking.waiting += 1 if joins else 0
            return joins

    def _note_unknown(self, name: str, now: float) -> None:
        with self._lock:
            if len(self._unknown) >= _MOST_UNKNOWN:
                del self._unknown[next(iter(self._unknown))]
            self._unknown[name] = now + self._how.unknown


def only_ours(alg: object, algorithms: frozenset[str]) -> None:
    """Refuse an algorithm that this issuer does not sign with (RFC 8725 s3.1), before anybody is asked for keys."""
    if not isinstance(alg, str) or alg not in algorithms:
        raise TokenRefused("wrong-algorithm")


def one_key_only(keys: Sequence[Key]) -> None:
    """Refuse a token that names no key where there are several (OpenID Connect s10.1)."""
    if len(keys) > 1:
        raise TokenRefused("no-kid")


def _names(keys: Sequence[Key], name: str | None) -> bool:
    return name is None or any(key.kid == name for key in keys)
