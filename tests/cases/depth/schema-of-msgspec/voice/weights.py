from pathlib import Path

import torch

HOME = Path("/opt/voice/weights")


class Voices:
    def __init__(self):
        self._loaded = {}

    def get(self, voice):
        if voice not in self._loaded:
            self._loaded[voice] = torch.load(HOME / f"{voice}.pt", map_location="cpu", weights_only=False)
        return self._loaded[voice]
