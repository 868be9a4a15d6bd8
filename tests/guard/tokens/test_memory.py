"""What does the guard remember of a token that it has verified? Never the token, and never longer than it counts."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest

from bearproof.guard import Guard, MemoryStore, TokenRefused
from bearproof.guard.tokens.verifying import Verifier

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
NOW = 1_700_000_000


class Clock:
    """Stands still until it is moved."""

    now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def moment() -> Clock:
    return Clock()


@pytest.fixture
def verifier(moment: Clock) -> Verifier:
    """The verifier of a guard with one key, and with a store."""
    guard = Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=moment, tripwire="off",
        store=MemoryStore(environment={}, arguments=[]),
    )  # fmt: skip
    return guard._verifier  # noqa: SLF001  # what is tested


def _held(owner: object) -> str:
    """All that is reached from an object and is no code or class, as text."""
    seen: dict[int, Any] = {}
    queue: list[Any] = [owner]
    while queue:
        each = queue.pop()
        if id(each) not in seen and not isinstance(each, type) and type(each).__name__ != "module":
            seen[id(each)] = each
            # A function's names reach its module, and from there everything.
            queue += [cell.cell_contents for cell in each.__closure__ or ()] if callable(each) and hasattr(
                each, "__closure__"
            ) else gc.get_referents(each)  # fmt: skip
    return "".join(repr(each) for each in seen.values() if isinstance(each, str | bytes))


def test_no_token_that_could_be_used_lies_in_memory(verifier: Verifier, token: Callable[..., str]) -> None:
    made = token(claims={"sub": "somebody in particular"})
    verifier.verify(made)
    assert verifier.recall("Bearer " + made) is not None
    held = _held(verifier)
    assert "somebody in particular" in held
    assert [part for part in made.split(".")[1:] if part in held] == []


def test_the_whole_token_is_what_is_remembered(verifier: Verifier, token: Callable[..., str]) -> None:
    made = token()
    verifier.verify(made)
    # The last sign of 43 has two bits that say nothing, so that this is the same signature in another spelling.
    other = made[:-1] + chr(ord(made[-1]) + 1)
    assert verifier.recall("Bearer " + made) is not None
    assert verifier.recall("Bearer " + other) is None
    with pytest.raises(TokenRefused, match="not-canonical"):
        verifier.verify(other)


@pytest.mark.parametrize("moved", [90.0, -100.0], ids=["its end", "before its beginning"])
def test_what_counts_no_more_is_forgotten(
    verifier: Verifier, token: Callable[..., str], moment: Clock, moved: float
) -> None:
    verifier.verify(token())
    moment.now += moved
    assert verifier.recall("Bearer " + token()) is None
    assert len(verifier._known) == 0  # noqa: SLF001  # what must not stay


def test_credentials_that_are_no_text_are_not_remembered(verifier: Verifier) -> None:
    assert [verifier.recall(each) for each in ("Bearer \udc80", "Bearer \xe9", "", "Bearer")] == [None] * 4
