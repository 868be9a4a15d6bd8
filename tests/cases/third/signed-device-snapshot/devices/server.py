import logging
import pickle

from aiohttp import web

from devices.seal import opened, tag_of

log = logging.getLogger("devices")
routes = web.RouteTableDef()
registers = {}


@routes.get("/snapshot")
async def snapshot(_request):
    payload = pickle.dumps(registers)
    return web.Response(body=tag_of(payload) + payload)


@routes.put("/snapshot")
async def restore(request):
    payload = opened(await request.read())
    if payload is None:
        log.warning("refused a snapshot")
        raise web.HTTPBadRequest(text="bad seal")
    registers.clear()
    registers.update(pickle.loads(payload))
    return web.json_response({"registers": len(registers)})


def make_app():
    app = web.Application()
    app.add_routes(routes)
    return app
