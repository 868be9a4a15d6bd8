"""Who asks? Somebody with a token, somebody with a forged one, or nobody."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """One who asks, by a Bearer token. `genuine` says that the token was given to us; such a token is never printed."""

    name: str
    token: str = field(default="", repr=False)
    genuine: bool = True

    @property
    def credential(self) -> str:
        """The value of the Authorization header; empty for one who has no token."""
        return f"Bearer {self.token}" if self.token else ""

    @property
    def variable(self) -> str:
        """The shell variable that stands for a genuine token in printed requests."""
        plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in self.name.upper())
        return plain if plain[:1].isalpha() else f"AS_{plain}"


#: One who brings no credential at all.
NOBODY = Identity("nobody", genuine=False)


def forged(nonce: str) -> Identity:
    """One whose token nobody ever issued: no verifier may accept it."""
    return Identity("a forged token", f"forged-{nonce}", genuine=False)
