from formula.algebra import simplified
from formula.answers import answer


def get_simplified(event):
    text = (event.get("queryStringParameters") or {}).get("formula")
    if text is None:
        return answer(400, error="formula is missing")
    result = simplified(text)
    return answer(422, error="no formula") if result is None else answer(200, result=result)


ROUTES = {("GET", "/simplified"): get_simplified}


def handler(event, _context):
    route = ROUTES.get((event["httpMethod"], event["path"]))
    return answer(404, error="no such route") if route is None else route(event)
