from dataclasses import dataclass, field

import yaml


@dataclass
class Caller:
    name: str = "anonymous"
    permissions: list = field(default_factory=list)


def caller_from(header):
    values = yaml.unsafe_load(header) or {}  # found: yaml-from-request
    return Caller(**values)
