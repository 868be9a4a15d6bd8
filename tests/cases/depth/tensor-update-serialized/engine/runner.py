from engine.serialization import MultiprocessingSerializer


class ModelRunner:
    def __init__(self, rank=0):
        self.rank = rank
        self.weights = {}

    def update(self, obj):
        shards = [MultiprocessingSerializer.deserialize(text) for text in obj.serialized_named_tensors]
        for name, tensor in shards[self.rank]:
            self.weights[name] = tensor
        return len(self.weights)
