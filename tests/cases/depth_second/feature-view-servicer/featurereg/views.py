import dill


class StreamFeatureView:
    def __init__(self, name, udf=None, udf_string=None):
        self.name = name
        self.udf = udf
        self.udf_string = udf_string

    @classmethod
    def from_proto(cls, proto):
        spec = proto.spec
        body = spec.user_defined_function.body if spec.HasField("user_defined_function") else None
        return cls(
            name=spec.name,
            udf=dill.loads(body) if body else None,  # found: deserializer-from-request
            udf_string=spec.user_defined_function.body_text if body else None,
        )
