from flask import current_app
from flask_login import LoginManager, UserMixin

login_manager = LoginManager()
ACCOUNTS = {"ann": {"admin": True}, "bo": {"admin": False}}


class Account(UserMixin):
    def __init__(self, name):
        self.id = name
        self.admin = ACCOUNTS[name]["admin"]


@login_manager.request_loader
def from_proxy(req):
    header = current_app.config.get("PROXY_LOGIN_HEADER")
    name = req.headers.get(header) if header else None
    if name not in ACCOUNTS:  # found: role-from-untrusted-data
        return None
    return Account(name)
