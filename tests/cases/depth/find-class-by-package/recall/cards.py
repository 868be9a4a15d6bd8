from dataclasses import dataclass
from datetime import date, timedelta


@dataclass
class Card:
    front: str
    back: str
    due: date

    def put_off(self, days):
        self.due += timedelta(days=days)
