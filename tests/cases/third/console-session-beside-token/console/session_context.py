from flask import session


class SessionContext:
    @property
    def role(self) -> str:
        return session.get("role", "guest")

    def open(self, subject: str, role: str) -> None:
        session.clear()
        session["subject"] = subject
        session["role"] = role
