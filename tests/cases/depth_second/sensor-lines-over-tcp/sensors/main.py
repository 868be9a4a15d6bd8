import os
import socketserver

from sensors.lines import LineHandler


def main():
    address = ("0.0.0.0", int(os.environ.get("SENSORS_PORT", "7400")))
    with socketserver.ThreadingTCPServer(address, LineHandler) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
