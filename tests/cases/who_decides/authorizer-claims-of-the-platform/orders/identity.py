from flask import abort, g, request


def claims_of_gateway():
    event = request.environ.get("serverless.event")
    if event is None:
        abort(500)
    authorizer = event["requestContext"].get("authorizer") or {}
    claims = authorizer.get("claims")
    if not claims:
        abort(401)
    g.claims = claims
