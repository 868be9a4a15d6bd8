from dataclasses import dataclass
from enum import Enum


class Item(Enum):
    SWORD = "sword"
    LAMP = "lamp"


@dataclass
class SaveGame:
    level: int
    health: float
    items: list[Item]

    @classmethod
    def from_event(cls, data):
        return cls(int(data["level"]), float(data["health"]), [Item(name) for name in data["items"]])
