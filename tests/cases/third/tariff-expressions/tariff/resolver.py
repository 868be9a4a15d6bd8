from typing import Any

from tariff.expression import TariffExpression


class TariffResolver:
    def __init__(self, constants: dict[str, float]) -> None:
        self._constants = constants

    def resolve(self, tariff: dict[str, Any]) -> dict[str, Any]:
        return {name: self._value(value) for name, value in tariff.items()}

    def _value(self, value: Any) -> Any:
        if TariffExpression.is_expression(value):
            return TariffExpression(value).evaluate(self._constants)
        return value
