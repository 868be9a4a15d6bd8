import torch


class CheckpointLoader:
    def __init__(self, load_path, load_dict, map_location="cpu"):
        self.load_path = load_path
        self.load_dict = load_dict
        self.map_location = map_location

    def __call__(self):
        checkpoint = torch.load(self.load_path, map_location=self.map_location, weights_only=False)
        for name, target in self.load_dict.items():
            target.load_state_dict(checkpoint[name])
        return checkpoint.get("epoch", 0)
