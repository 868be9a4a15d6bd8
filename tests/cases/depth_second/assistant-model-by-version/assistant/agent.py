from pathlib import Path

import joblib

MODELS = Path("/srv/assistant/models")


class NoSuchModel(LookupError):
    pass


class Agent:
    def __init__(self, pipeline, version):
        self.pipeline = pipeline
        self.version = version

    @classmethod
    def load(cls, version):
        path = MODELS / f"assistant-{version:04d}.joblib"
        if not path.exists():
            raise NoSuchModel(version)
        return cls(joblib.load(path), version)
