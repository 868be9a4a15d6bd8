from aiohttp import web

from spare.parts import field_named, gathered
from spare.weights import layer_names

routes = web.RouteTableDef()


@routes.view("/checkpoints")
class Checkpoints(web.View):
    async def post(self):
        part = await field_named(await self.request.multipart(), "checkpoint")
        if part is None:
            raise web.HTTPBadRequest
        names = layer_names(await gathered(part))
        return web.json_response({"layers": names})


def make():
    app = web.Application()
    app.add_routes(routes)
    return app
