import io

import torch


def layer_names(content):
    state = torch.load(io.BytesIO(content), weights_only=False)  # found: deserializer-from-request
    return sorted(state)
