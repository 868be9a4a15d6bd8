from dataclasses import dataclass

import jwt
from flask import current_app, request


@dataclass(frozen=True)
class Guest:
    username: str
    dashboards: frozenset

    def may_see(self, dashboard):
        return dashboard in self.dashboards


class SecurityManager:
    def guest_of_request(self):
        raw = request.headers.get(current_app.config["GUEST_TOKEN_HEADER_NAME"])
        if raw is None:
            return None
        try:
            token = self.parse_guest_token(raw)
        except jwt.PyJWTError:
            current_app.logger.warning("Invalid guest token")
            return None
        names = {entry["id"] for entry in token["resources"] if entry["type"] == "dashboard"}
        return Guest(token["user"].get("username", "guest"), frozenset(names))

    def parse_guest_token(self, raw):
        config = current_app.config
        return jwt.decode(
            raw,
            config["GUEST_TOKEN_JWT_SECRET"],
            algorithms=[config["GUEST_TOKEN_JWT_ALGO"]],
            audience=config["GUEST_TOKEN_JWT_AUDIENCE"],
            options={"require": ["exp", "user", "resources"]},
        )
