import pickle
from enum import Enum
from pathlib import Path

HOME = Path(__file__).parent / "templates"


class Template(Enum):
    LETTER = "letter"
    LABEL = "label"
    POSTER = "poster"

    @property
    def path(self):
        return HOME / f"{self.value}.layout"

    def layout(self):
        with self.path.open("rb") as handle:
            return pickle.load(handle)
