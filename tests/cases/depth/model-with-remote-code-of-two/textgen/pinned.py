from typing import NamedTuple


class Pinned(NamedTuple):
    name: str
    revision: str


PINNED = {
    "small": Pinned("house/small-chat", "4f1c2a7"),
    "large": Pinned("house/large-chat", "9be07d1"),
}
