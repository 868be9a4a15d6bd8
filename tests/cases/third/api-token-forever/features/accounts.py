import json
import os

from passlib.context import CryptContext

pwd_context = CryptContext(schemes=["bcrypt"])
ACCOUNTS: dict[str, str] = json.loads(os.environ["FEATURES_ACCOUNTS"])


def authenticate(name: str, password: str) -> bool:
    return name in ACCOUNTS and pwd_context.verify(password, ACCOUNTS[name])
