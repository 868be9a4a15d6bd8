import asyncio
import logging

from gateway.records import HEADER, decode

log = logging.getLogger("gateway")
latest = {}


async def on_client(reader, writer):
    try:
        while True:
            kind, length = HEADER.unpack(await reader.readexactly(HEADER.size))
            for sample in decode(kind, await reader.readexactly(min(length, 1 << 16))):
                latest[sample.device] = sample
    except asyncio.IncompleteReadError:
        log.info("client went away")
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(on_client, "0.0.0.0", 7600)
    async with server:
        await server.serve_forever()
