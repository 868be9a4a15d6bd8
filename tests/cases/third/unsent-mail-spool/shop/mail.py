import os
import pickle
import smtplib
from email.message import EmailMessage
from pathlib import Path

SPOOL = Path("/var/spool/shop")


def _send(message):
    with smtplib.SMTP(os.environ["SMTP_HOST"]) as server:
        server.send_message(message)


def send_or_spool(number):
    message = EmailMessage()
    message["To"] = os.environ["WAREHOUSE_ADDRESS"]
    message["Subject"] = f"Order {number}"
    message.set_content("Please pack it.")
    try:
        _send(message)
    except OSError:
        (SPOOL / f"{number:08d}.mail").write_bytes(pickle.dumps(message))


def resend(number):
    path = SPOOL / f"{number:08d}.mail"
    _send(pickle.loads(path.read_bytes()))
    path.unlink()
