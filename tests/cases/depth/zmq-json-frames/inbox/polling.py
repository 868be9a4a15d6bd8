import zmq


def poll_status(address, timeout=500):
    """What the other node says of itself, or None."""
    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.connect(address)
    socket.send_json({"op": "status"})
    try:
        return socket.recv_json() if socket.poll(timeout) else None
    finally:
        socket.close(linger=0)
