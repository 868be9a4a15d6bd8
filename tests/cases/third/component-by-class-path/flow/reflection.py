import importlib
from typing import Any


class ComponentError(ValueError):
    """The component cannot be made."""


class ComponentFactory:
    def create(self, class_path: str, arguments: dict[str, Any]) -> Any:
        module_name, _, class_name = class_path.rpartition(".")
        try:
            module = importlib.import_module(module_name)  # found: deserializer-from-request
            component_class = getattr(module, class_name)  # echo: deserializer-from-request
        except (ImportError, AttributeError, ValueError) as error:
            raise ComponentError(class_path) from error
        return component_class(**arguments)
