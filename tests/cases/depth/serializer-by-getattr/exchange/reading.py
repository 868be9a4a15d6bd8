from exchange.modules import loader


class Body:
    def __init__(self, raw, serializer):
        self.raw = raw
        self.serializer = serializer

    def entries(self):
        return loader(self.serializer)(self.raw)  # echo: deserializer-from-request, pickle-from-request
