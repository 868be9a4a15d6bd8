import logging

from aiohttp import WSMsgType, web

from world.codec import DeltaCodec
from world.state import World

log = logging.getLogger("world")
codec, world = DeltaCodec(), World()


async def play(request):
    ws = web.WebSocketResponse(max_msg_size=1 << 18)
    await ws.prepare(request)
    async for msg in ws:
        if msg.type is WSMsgType.BINARY:
            version = world.apply(codec.unpack(msg.data))
            await ws.send_bytes(codec.pack({"version": version}))
        elif msg.type is WSMsgType.ERROR:
            log.warning("socket broke: %s", ws.exception())
    return ws


def make_app():
    app = web.Application()
    app.router.add_get("/world", play)
    return app
