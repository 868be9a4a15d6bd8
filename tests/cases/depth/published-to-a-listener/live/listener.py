from threading import Thread

import dill

from live.channel import messages


class Listener(Thread):
    def __init__(self):
        super().__init__(name="live", daemon=True)
        self.latest = None

    def run(self):
        for data in messages():
            self.latest = dill.loads(data)  # found: deserializer-from-request
