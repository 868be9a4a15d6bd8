import json
import os

PASSWORDS = json.loads(os.environ["GROUP_PASSWORDS"])
BILLS = {}
LANGUAGES = ("en", "fr", "de")
