import json
import threading

import zmq


class Receiver(threading.Thread):
    def __init__(self, address, sink):
        super().__init__(daemon=True)
        self.address, self.sink = address, sink

    def run(self):
        context = zmq.Context.instance()
        router = context.socket(zmq.ROUTER)
        router.bind(self.address)
        workers = context.socket(zmq.PUSH)
        workers.bind("inproc://workers")
        while True:
            identity, _empty, frame = router.recv_multipart()
            event = json.loads(frame)
            self.sink[identity.hex()] = event
            workers.send_pyobj({"from": identity, "size": len(frame)})
            router.send_multipart([identity, b"", b"ok"])
