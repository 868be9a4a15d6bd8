import asyncio
import logging

from gateway.frames import FrameError, Kind, read_frame
from gateway.samples import SampleStore

log = logging.getLogger("gateway")
store = SampleStore()


async def on_client(reader, writer):
    peer = writer.get_extra_info("peername")
    try:
        while True:
            kind, device, payload = await read_frame(reader)
            if kind is Kind.BYE:
                break
            if kind is Kind.SAMPLES:
                log.debug("%s: %d samples of %d", peer, store.ingest(device, payload), device)
    except (asyncio.IncompleteReadError, FrameError, ValueError):
        log.info("%s went away", peer)
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(on_client, "0.0.0.0", 7600)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
