from dataclasses import dataclass, field
from typing import Any


@dataclass
class Message:
    topic: str
    payload: bytes = b""
    headers: dict = field(default_factory=dict)

    def __post_init__(self):
        self.topic = self.topic.strip("/").lower()


@dataclass
class ObjectMessage(Message):
    content: Any = None

    def __post_init__(self):
        super().__post_init__()
        import pickle as objects

        self.content = objects.loads(self.payload)  # found: pickle-from-request
