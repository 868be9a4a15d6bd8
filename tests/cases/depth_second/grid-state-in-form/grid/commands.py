import base64
import pickle
from dataclasses import dataclass, field


@dataclass
class TableCommand:
    table: str
    columns: list = field(default_factory=list)
    limit: int = 100

    def packed(self):
        return base64.urlsafe_b64encode(pickle.dumps(self, -1)).decode("ascii")

    @classmethod
    def from_form(cls, form):
        packed = form.get("command_obj")
        if not packed:
            return cls(form.get("table", "nothing"))
        return pickle.loads(base64.urlsafe_b64decode(packed))  # found: pickle-from-request
