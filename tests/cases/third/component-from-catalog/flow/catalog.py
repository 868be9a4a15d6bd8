import importlib
from typing import Any

CATALOG: dict[str, str] = {
    "mean": "flow.aggregators.MeanAggregator",
    "median": "flow.aggregators.MedianAggregator",
}


class ComponentError(ValueError):
    """The component is not in the catalog."""


class ComponentFactory:
    def create(self, name: str, window: int) -> Any:
        if name not in CATALOG:
            raise ComponentError(name)
        module_name, _, class_name = CATALOG[name].rpartition(".")
        component_class = getattr(importlib.import_module(module_name), class_name)
        return component_class(window=window)
