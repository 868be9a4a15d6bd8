from flowlet.serializers import Serializer


class ResultDocument:
    def __init__(self, metadata, data):
        self.metadata = metadata
        self.data = data

    @property
    def value(self):
        return Serializer.of(self.metadata["serializer"]).loads(self.data)
