import json

from aiohttp import WSMsgType, web

from chatroom.history import History


async def room(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    history = request.app["history"]
    async for message in socket:
        if message.type != WSMsgType.TEXT:
            continue
        data = json.loads(message.data)
        history.add(str(data.get("name", "?")), str(data.get("text", "")))
        await socket.send_json({"count": len(history.lines)})
    return socket


async def close(app):
    app["history"].flush()


def make():
    app = web.Application()
    app["history"] = History()
    app.router.add_get("/room", room)
    app.on_cleanup.append(close)
    return app
