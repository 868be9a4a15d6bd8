import struct

from aiohttp import WSMsgType

HEADER = struct.Struct("!HI")


async def frames(ws):
    async for message in ws:
        if message.type is WSMsgType.BINARY:
            kind, length = HEADER.unpack_from(message.data)
            yield kind, message.data[HEADER.size : HEADER.size + length]
        elif message.type is WSMsgType.ERROR:
            return
