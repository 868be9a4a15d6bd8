import json

import yaml
from kombu import serialization

serialization.disable_insecure_serializers(allowed=["json"])

DECODERS = {
    "application/json": json.loads,
    "application/yaml": yaml.safe_load,
}


class NotDecodable(Exception):
    pass


def decode(body, content_type):
    try:
        decoder = DECODERS[content_type.split(";")[0].strip()]
        return decoder(body)
    except (KeyError, ValueError, yaml.YAMLError) as error:
        raise NotDecodable(content_type) from error


def encode(message):
    content_type, _encoding, body = serialization.dumps(message, serializer="json")
    return content_type, body
