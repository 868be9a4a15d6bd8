# %% what is loaded at the moment
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any


@dataclass
class ModelState:
    model: Any = None
    loaded_at: datetime = field(default_factory=lambda: datetime.now(timezone.utc))


STATE = ModelState()
