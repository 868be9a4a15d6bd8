import logging
import pickle

import zmq

log = logging.getLogger(__name__)


class ZmqBus:
    def __init__(self, address, channel="rooms"):
        context = zmq.Context.instance()
        self.channel = channel
        self.sub = context.socket(zmq.SUB)
        self.sub.setsockopt_string(zmq.SUBSCRIBE, "")
        self.sub.bind(address)

    def frames(self):
        while True:
            frame = self.sub.recv()
            if frame is not None:
                yield frame

    def listen(self):
        for frame in self.frames():
            message = frame
            if isinstance(frame, bytes):
                try:
                    message = pickle.loads(frame)  # found: pickle-from-request
                except Exception:
                    log.debug("a frame that is no message")
            if isinstance(message, dict) and message.get("channel") == self.channel:
                yield message["data"]
