from collections import OrderedDict

import mlflow


class Models:
    def __init__(self, size=4):
        self.size = size
        self._by_uri = OrderedDict()

    def get(self, uri):
        if uri not in self._by_uri:
            self._by_uri[uri] = mlflow.pyfunc.load_model(uri)  # found: deserializer-from-request
            if len(self._by_uri) > self.size:
                self._by_uri.popitem(last=False)
        self._by_uri.move_to_end(uri)
        return self._by_uri[uri]
