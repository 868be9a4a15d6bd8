from aiohttp import web

from downloads.tokens import BadToken, issue, read

routes = web.RouteTableDef()
CONTENT = bytes(1024)


@routes.get("/part")
async def part(request):
    start = 0
    if token := request.query.get("resume"):
        try:
            start = read(token)["start"]
        except BadToken:
            raise web.HTTPForbidden from None
    end = min(start + 128, len(CONTENT))
    return web.Response(body=CONTENT[start:end], headers={"X-Resume": issue({"start": end})})


def make_app():
    app = web.Application()
    app.add_routes(routes)
    return app
