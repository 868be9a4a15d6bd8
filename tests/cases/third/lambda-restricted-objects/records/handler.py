import json
import pickle

from records.reading import options, records


def handler(event, _context):
    query = event.get("queryStringParameters") or {}
    try:
        found = records(event["body"])
        chosen = options(query.get("options", "{}"))
    except (pickle.UnpicklingError, ValueError, SyntaxError):
        return {"statusCode": 400, "body": ""}
    return {"statusCode": 200, "body": json.dumps({"records": len(found), "options": len(chosen)})}
