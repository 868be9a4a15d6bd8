import json

from pager import cursor
from pager.table import page

JSON = {"Content-Type": "application/json", "Cache-Control": "no-store"}


def lambda_handler(event, _context):
    parameters = event.get("queryStringParameters") or {}
    items, last = page(cursor.decode(parameters.get("cursor")))
    return {
        "statusCode": 200,
        "headers": JSON,
        "body": json.dumps({"items": items, "cursor": cursor.encode(last) if last else None}, default=str),
    }
