import json

import zmq


class ZmqBus:
    def __init__(self, address, channel="rooms"):
        self.channel = channel
        self.sub = zmq.Context.instance().socket(zmq.SUB)
        self.sub.setsockopt_string(zmq.SUBSCRIBE, channel)
        self.sub.bind(address)

    def listen(self):
        while True:
            _, body = self.sub.recv_multipart()
            try:
                data = json.loads(body)
            except ValueError:
                continue
            if data and "method" in data:
                yield data
