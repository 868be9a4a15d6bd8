import json
import os

with open(os.environ["PASSWORD_FILE"], encoding="utf-8") as handle:
    PASSWORDS = json.load(handle)
