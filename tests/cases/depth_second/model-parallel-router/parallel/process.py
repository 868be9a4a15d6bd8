import json
import time

import zmq

from parallel.work import maybe_get_work


class ModelProcess:
    def __init__(self, model, port):
        self.model = model
        self.reply = zmq.Context().socket(zmq.ROUTER)
        self.reply.bind(f"tcp://*:{port}")

    def serve(self):
        while True:
            client_id, task = maybe_get_work(self.reply)
            if task is None:
                time.sleep(0.005)
                continue
            for token in self.model.generate(task["prompt"], task.get("max_tokens", 64)):
                self.reply.send_multipart([client_id, json.dumps({"token": token}).encode()])
            self.reply.send_multipart([client_id, b'"DONE"'])
