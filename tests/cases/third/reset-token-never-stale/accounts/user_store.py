from werkzeug.security import generate_password_hash


class UserStore:
    def __init__(self) -> None:
        self._passwords: dict[str, str] = {}

    def set_password(self, username: str, password: str) -> None:
        self._passwords[username] = generate_password_hash(password)
