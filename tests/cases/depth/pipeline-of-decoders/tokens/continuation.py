from dataclasses import dataclass

from tokens.steps import DECODE, ENCODE, through


@dataclass
class Continuation:
    offset: int = 0
    order: str = "name"

    def as_text(self):
        return through(ENCODE, (self.offset, self.order)).decode()

    @classmethod
    def from_text(cls, text):
        offset, order = through(DECODE, text)
        return cls(int(offset), str(order))
