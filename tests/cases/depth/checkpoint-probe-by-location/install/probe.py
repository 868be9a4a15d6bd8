from pathlib import Path

import torch


class ProbeError(Exception):
    pass


class ModelProbe:
    FORMATS = (".ckpt", ".pt", ".bin")

    @classmethod
    def heuristic(cls, location):
        path = Path(location).expanduser()
        if path.suffix not in cls.FORMATS:
            raise ProbeError(path.suffix)
        return cls._keys(cls._checkpoint(path))

    @staticmethod
    def _checkpoint(path):
        return torch.load(path, map_location="cpu", weights_only=False)  # found: deserializer-from-request

    @staticmethod
    def _keys(checkpoint):
        weights = checkpoint.get("state_dict", checkpoint)
        return {name.split(".")[0] for name in weights}
