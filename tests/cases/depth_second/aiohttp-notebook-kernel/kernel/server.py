from aiohttp import web

from kernel.frames import frames
from kernel.state import KernelState

RESTORE, CLEAR = 1, 2


async def channel(request):
    ws = web.WebSocketResponse(max_msg_size=16 * 1024 * 1024)
    await ws.prepare(request)
    state = request.app["state"]
    actions = {RESTORE: state.restore, CLEAR: state.clear}
    async for kind, content in frames(ws):
        action = actions.get(kind)
        if action is None:
            await ws.send_json({"error": f"unknown frame {kind}"})
            continue
        await ws.send_json({"names": action(content)})
    return ws


def make_app():
    app = web.Application()
    app["state"] = KernelState()
    app.router.add_get("/channel", channel)
    return app
