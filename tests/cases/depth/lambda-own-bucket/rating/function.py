import base64
import json

from rating.features import row
from rating.model import model


def body_of(event):
    raw = event.get("body") or "{}"
    if event.get("isBase64Encoded"):
        raw = base64.b64decode(raw)
    return json.loads(raw)


def handler(event, _context):
    try:
        features = row(body_of(event))
    except (ValueError, AttributeError):
        return {"statusCode": 400, "body": "malformed"}
    (value,) = model().predict([features])
    return {"statusCode": 200, "body": json.dumps({"rating": float(value)})}
