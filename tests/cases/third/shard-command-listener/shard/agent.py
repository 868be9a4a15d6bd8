import logging
import threading
from multiprocessing.connection import Listener

from shard.commands import COMMANDS

log = logging.getLogger("shard.agent")


class CommandAgent:
    def __init__(self, shard, port):
        self.shard = shard
        self.listener = Listener(("0.0.0.0", port))
        self.stopping = False

    def start(self):
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while not self.stopping:
            with self.listener.accept() as connection:
                self.serve(connection)

    def serve(self, connection):
        try:
            while connection.poll(1.0):
                message = connection.recv()  # found: deserializer-from-request
                handler = COMMANDS.get(message["command"])
                if handler is not None:
                    connection.send_bytes(str(handler(self.shard, message.get("player"))).encode())
        except EOFError:
            log.info("panel went away")
