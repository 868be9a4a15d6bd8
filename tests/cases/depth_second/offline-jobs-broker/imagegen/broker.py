import logging
import pickle

import zmq
import zmq.asyncio

logger = logging.getLogger(__name__)


async def run_broker(port, forward):
    socket = zmq.asyncio.Context.instance().socket(zmq.REP)
    socket.bind(f"tcp://0.0.0.0:{port}")
    logger.info("listening for offline jobs on port %s", port)
    while True:
        payload = await socket.recv()
        try:
            batch = pickle.loads(payload)  # found: pickle-from-request
            answer = await forward(batch)
        except Exception as problem:
            logger.exception("offline job failed")
            answer = {"status": "error", "message": str(problem)}
        await socket.send_json(answer)
