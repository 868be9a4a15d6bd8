import hmac
import os

from flask import abort, request

DEVICE_KEY = os.environ["FLEET_DEVICE_KEY"].encode()
MINIMUM_FIRMWARE = "fw-2024.3"


def check_device():
    sent = request.headers.get("X-Device-Key", "").encode()
    if not hmac.compare_digest(sent, DEVICE_KEY):
        abort(401)
    if request.headers.get("X-Firmware") != MINIMUM_FIRMWARE:
        abort(426)
