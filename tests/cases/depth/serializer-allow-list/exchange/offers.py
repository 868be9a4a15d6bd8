from dataclasses import dataclass


@dataclass(order=True)
class Offer:
    price: float
    amount: float

    @classmethod
    def of(cls, entry):
        return cls(float(entry["price"]), float(entry["amount"]))
