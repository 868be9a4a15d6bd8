import queue


class Outbox:
    def __init__(self):
        self.commands = queue.SimpleQueue()

    def send(self, code, value):
        self.commands.put((code, value))
        return self.commands.qsize()


outbox = Outbox()
