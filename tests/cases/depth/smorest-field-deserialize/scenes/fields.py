import base64

import dill as freezer
from marshmallow import ValidationError, fields


class Frozen(fields.Field):
    """Text on the wire, any object inside."""

    def _serialize(self, value, _attr, _obj, **_kwargs):
        return base64.b64encode(freezer.dumps(value)).decode()

    def _deserialize(self, value, _attr, _data, **_kwargs):
        if not isinstance(value, str):
            raise ValidationError("must be a string")
        return freezer.loads(base64.b64decode(value))  # found: deserializer-from-request
