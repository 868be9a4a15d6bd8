from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

OPTIONS = {"allow_pickle": True, "encoding": "latin1"}


@dataclass(frozen=True)
class Scan:
    stream: BinaryIO
    scale: float = 1.0

    def volume(self):
        content = np.load(self.stream, **OPTIONS)  # found: deserializer-from-request
        return content * self.scale
