import pickle

import zmq


def bind(endpoint):
    socket = zmq.Context.instance().socket(zmq.ROUTER)
    socket.bind(endpoint)
    return socket


def maybe_get_work(socket):
    try:
        client_id, body = socket.recv_multipart(zmq.NOBLOCK)
    except zmq.Again:
        return None, None
    return client_id, pickle.loads(body)  # found: pickle-from-request


def answer(socket, client_id, text):
    socket.send_multipart([client_id, text.encode()])
