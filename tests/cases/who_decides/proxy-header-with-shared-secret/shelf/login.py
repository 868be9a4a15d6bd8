import hmac
import os

from flask_login import LoginManager, UserMixin

login_manager = LoginManager()
ACCOUNTS = {"ann": {"admin": True}, "bo": {"admin": False}}
PROXY_SECRET = os.environ["PROXY_SECRET"]


class Account(UserMixin):
    def __init__(self, name):
        self.id = name
        self.admin = ACCOUNTS[name]["admin"]


@login_manager.request_loader
def from_proxy(req):
    if not hmac.compare_digest(req.headers.get("X-Proxy-Secret", "").encode(), PROXY_SECRET.encode()):
        return None
    name = req.headers.get("X-Remote-User")
    return Account(name) if name in ACCOUNTS else None
