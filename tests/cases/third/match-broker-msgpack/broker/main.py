import logging

import zmq

from broker.messages import Join, decoder

log = logging.getLogger("broker")


def main():
    socket = zmq.Context.instance().socket(zmq.ROUTER)
    socket.bind("tcp://*:5570")
    waiting = {}
    while True:
        client_id, body = socket.recv_multipart()
        message = decoder.decode(body)
        if isinstance(message, Join):
            waiting[message.player] = message.rating
        else:
            waiting.pop(message.player, None)
        log.debug("%d players wait", len(waiting))
        socket.send_multipart([client_id, b"ok"])


if __name__ == "__main__":
    main()
