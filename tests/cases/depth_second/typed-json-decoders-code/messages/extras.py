import base64
import datetime as dt
import marshal
import types

from messages.encoding import SerializableJson


@SerializableJson.decoder("datetime")
def to_datetime(value):
    return dt.datetime.fromisoformat(value)


@SerializableJson.decoder("function")
def to_function(value):
    code = marshal.loads(base64.b64decode(value))  # found: deserializer-from-request
    return types.FunctionType(code, {"__builtins__": {}})
