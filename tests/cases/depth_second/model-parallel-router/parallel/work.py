import pickle

import zmq


def maybe_get_work(sock):
    message = None
    client_id = None
    try:
        client_id, obj = sock.recv_multipart(zmq.NOBLOCK)
        message = pickle.loads(obj)  # found: pickle-from-request
    except zmq.ZMQError as problem:
        if problem.errno != zmq.EAGAIN:
            raise
    return client_id, message
