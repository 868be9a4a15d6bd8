import logging
from dataclasses import dataclass, field
from typing import Any

from flow.reflection import ComponentFactory

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class ComponentRequest:
    path: str
    args: dict[str, Any] = field(default_factory=dict)


class WorkflowService:
    def __init__(self, component_factory: ComponentFactory) -> None:
        self._component_factory = component_factory
        self._components: list[Any] = []

    def add(self, wanted: ComponentRequest) -> int:
        self._components.append(self._component_factory.create(wanted.path, wanted.args))
        LOG.info("component added")
        return len(self._components)
