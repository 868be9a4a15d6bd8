import json
import logging
import os
from multiprocessing.connection import Listener

from shard.commands import COMMANDS

log = logging.getLogger("shard.agent")


def serve(connection, players):
    try:
        while True:
            message = json.loads(connection.recv_bytes(4096))
            handler = COMMANDS.get(message.get("command"))
            if handler is None:
                connection.send_bytes(b"unknown")
                continue
            connection.send_bytes(handler(players, str(message.get("player"))).encode())
    except (EOFError, ValueError):
        log.info("panel went away")


def main():
    players = set()
    with Listener(("0.0.0.0", 9300), authkey=os.environ["PANEL_KEY"].encode()) as listener:
        while True:
            with listener.accept() as connection:
                serve(connection, players)


if __name__ == "__main__":
    main()
