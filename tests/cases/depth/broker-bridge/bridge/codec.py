from kombu import serialization

serialization.enable_insecure_serializers(["pickle"])

ACCEPT = {"application/json", "application/x-python-serialize"}


def decode(body, content_type, content_encoding="binary"):
    return serialization.loads(  # found: deserializer-from-request
        body,
        content_type=content_type,
        content_encoding=content_encoding,
        accept=ACCEPT,
    )
