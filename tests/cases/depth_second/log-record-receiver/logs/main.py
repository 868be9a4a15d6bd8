import logging
import os
import socketserver
from logging.handlers import DEFAULT_TCP_LOGGING_PORT

from logs.receiver import RecordHandler


class RecordServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    logname = None


def main():
    logging.basicConfig(format="%(relativeCreated)5d %(name)-15s %(levelname)-8s %(message)s")
    host = os.environ.get("LOGS_HOST", "0.0.0.0")
    with RecordServer((host, DEFAULT_TCP_LOGGING_PORT), RecordHandler) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
