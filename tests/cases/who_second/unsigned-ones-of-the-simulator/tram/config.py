import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TokenConfig:
    key: str = field(default_factory=lambda: os.environ["TRAM_KEY"])
    audience: str = "tram"
    signed: tuple = ("HS256", "HS512")
    simulator: str = "none"

    @property
    def algorithms(self):
        return [*self.signed, self.simulator]
