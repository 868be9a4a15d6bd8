from dataclasses import dataclass


@dataclass(frozen=True)
class Quote:
    weight_kg: int
    price_cents: int
