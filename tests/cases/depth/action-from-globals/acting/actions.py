import time
from types import SimpleNamespace

import attrs


@attrs.define
class Greeting:
    name: str
    loud: bool = False

    def text(self):
        return self.name.upper() if self.loud else self.name


def greet(**values):
    return Greeting(**values).text()


def uptime(since=0.0):
    return round(time.monotonic() - since, 1)


def perform(name, arguments):
    return SimpleNamespace(result=globals()[name](**arguments))  # found: deserializer-from-request
