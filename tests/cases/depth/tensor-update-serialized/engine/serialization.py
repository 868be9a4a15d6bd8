import base64
from multiprocessing.reduction import ForkingPickler


class MultiprocessingSerializer:
    @staticmethod
    def serialize(obj, output_str=False):
        packed = bytes(ForkingPickler.dumps(obj))
        return base64.b64encode(packed).decode() if output_str else packed

    @staticmethod
    def deserialize(data):
        if isinstance(data, str):
            data = base64.b64decode(data, validate=True)
        return ForkingPickler.loads(data)  # found: deserializer-from-request
