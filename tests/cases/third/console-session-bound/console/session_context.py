from flask import abort, session


class SessionContext:
    def open(self, subject: str, role: str) -> None:
        session.clear()
        session["subject"] = subject
        session["role"] = role

    def role_of(self, subject: str) -> str:
        if session.get("subject") != subject:
            abort(401)
        return session.get("role", "guest")
