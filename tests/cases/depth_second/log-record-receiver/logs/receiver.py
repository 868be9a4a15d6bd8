import logging
import logging.handlers
import pickle
import socketserver
import struct


class RecordHandler(socketserver.StreamRequestHandler):
    def handle(self):
        while len(chunk := self.connection.recv(4)) == 4:
            (length,) = struct.unpack(">L", chunk)
            chunk = self.connection.recv(length)
            while len(chunk) < length:
                chunk = chunk + self.connection.recv(length - len(chunk))
            self.pass_on(logging.makeLogRecord(self.unpickle(chunk)))

    def unpickle(self, data):
        return pickle.loads(data)  # found: pickle-from-request

    def pass_on(self, record):
        name = self.server.logname or record.name
        logging.getLogger(name).handle(record)
