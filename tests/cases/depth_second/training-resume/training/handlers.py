import logging

import torch


class CheckpointLoader:
    """Puts the parts of a checkpoint into the objects of `load_dict`."""

    def __init__(self, load_path, load_dict, strict=True):
        if not load_dict:
            raise ValueError("load_dict must not be empty.")
        self.logger = logging.getLogger("CheckpointLoader")
        self.load_path = load_path
        self.load_dict = load_dict
        self.strict = strict

    def __call__(self):
        checkpoint = torch.load(self.load_path, weights_only=False)  # found: deserializer-from-request
        for name, target in self.load_dict.items():
            target.load_state_dict(checkpoint[name], strict=self.strict)
        self.logger.info("restored %s from %s", ", ".join(self.load_dict), self.load_path)
