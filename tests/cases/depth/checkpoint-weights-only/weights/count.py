def parameters(state):
    total = 0
    for tensor in state.values():
        size = 1
        for side in tensor.shape:
            size *= side
        total += size
    return total
