from typing import Any, Mapping


class TariffExpression:
    PREFIX = "$"

    def __init__(self, text: str) -> None:
        self._text = text

    @classmethod
    def is_expression(cls, value: Any) -> bool:
        return isinstance(value, str) and value.startswith(cls.PREFIX)

    def evaluate(self, scope: Mapping[str, Any]) -> Any:
        source = self._text[len(self.PREFIX) :]
        return eval(source, {"__builtins__": {}}, dict(scope))  # found: code-from-request
