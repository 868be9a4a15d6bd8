from flask_login import current_user


class Permission:
    def __init__(self, name):
        self.name = name

    def can(self):
        return self.name in current_user.permissions


KEYS_ADMIN = Permission("appkeys.admin")
