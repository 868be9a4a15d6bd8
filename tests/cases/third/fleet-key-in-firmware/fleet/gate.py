import logging

from flask import abort, request

log = logging.getLogger("fleet.gate")
DEVICE_KEY = "fk-81c2f0a97d6e4b53-2024"


def check_device():
    if request.headers.get("X-Device-Key") != DEVICE_KEY:  # found: token-compared-with-constant
        log.warning("refused a device at %s", request.remote_addr)
        abort(401)
