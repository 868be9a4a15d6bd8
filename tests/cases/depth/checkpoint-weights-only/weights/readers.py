import io
from functools import partial

import torch
from safetensors.torch import load as load_safetensors

load_checkpoint = partial(torch.load, map_location="cpu", weights_only=True)


def tensors(filename, content):
    if filename.endswith(".safetensors"):
        return load_safetensors(content)
    state = load_checkpoint(io.BytesIO(content))
    return state.get("state_dict", state)
