import logging
import time

from broker.wire import answer, bind, maybe_get_work

log = logging.getLogger("broker")
TICK = 1 / 30


class Lobby:
    def __init__(self):
        self.waiting = []

    def join(self, player):
        self.waiting.append(player)
        if len(self.waiting) < 2:
            return "wait"
        log.info("match of %s and %s", self.waiting.pop(), self.waiting.pop())
        return "start"


def main():
    socket, lobby = bind("tcp://*:5570"), Lobby()
    while True:
        client_id, message = maybe_get_work(socket)
        if message is None:
            time.sleep(TICK)
            continue
        answer(socket, client_id, lobby.join(message["player"]))


if __name__ == "__main__":
    main()
