import logging
import threading

import zmq

log = logging.getLogger("inbox")


class Receiver(threading.Thread):
    def __init__(self, port, sink):
        super().__init__(daemon=True)
        self.port = port
        self.sink = sink

    def run(self):
        socket = zmq.Context.instance().socket(zmq.PULL)
        socket.bind(f"tcp://0.0.0.0:{self.port}")
        while True:
            event = socket.recv_pyobj()  # found: deserializer-from-request
            log.debug("event %r", event)
            self.sink.append(event)
