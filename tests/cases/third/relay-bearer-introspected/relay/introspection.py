import os

import requests

URL = os.environ["INTROSPECTION_URL"]
CREDENTIALS = (os.environ["RELAY_CLIENT_ID"], os.environ["RELAY_CLIENT_SECRET"])


def active(token):
    answer = requests.post(URL, data={"token": token}, auth=CREDENTIALS, timeout=3)
    answer.raise_for_status()
    return answer.json().get("active") is True
