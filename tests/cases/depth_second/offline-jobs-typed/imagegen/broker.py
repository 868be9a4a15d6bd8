import logging

import msgspec
import zmq
import zmq.asyncio

logger = logging.getLogger(__name__)


class Job(msgspec.Struct):
    text: str
    steps: int = 20
    seed: int | None = None


decoder = msgspec.msgpack.Decoder(Job)


async def run_broker(port, forward):
    socket = zmq.asyncio.Context.instance().socket(zmq.REP)
    socket.bind(f"tcp://0.0.0.0:{port}")
    while True:
        payload = await socket.recv()
        try:
            answer = await forward(decoder.decode(payload))
        except msgspec.ValidationError as problem:
            logger.info("job refused: %s", problem)
            answer = {"status": "error"}
        await socket.send_json(answer)
