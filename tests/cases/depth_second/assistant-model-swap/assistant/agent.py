import logging
from pathlib import Path

import joblib

logger = logging.getLogger(__name__)


class Agent:
    def __init__(self, pipeline=None, source=""):
        self.pipeline = pipeline
        self.source = source

    def is_ready(self):
        return self.pipeline is not None

    @classmethod
    def load(cls, model_path):
        path = Path(model_path)
        if path.is_dir():
            path = max(path.glob("*.joblib"), key=lambda found: found.stat().st_mtime)
        logger.info("loading %s", path)
        return cls(joblib.load(path), str(path))  # found: deserializer-from-request
