from dataclasses import dataclass


@dataclass
class TableCommand:
    table: str
    limit: int = 100
    offset: int = 0

    def page(self, number):
        self.offset = number * self.limit
        return self
