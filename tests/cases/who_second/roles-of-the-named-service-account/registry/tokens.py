import logging
from dataclasses import dataclass, field

import jwt

logger = logging.getLogger(__name__)


class AuthenticationError(Exception):
    pass


@dataclass
class User:
    username: str
    roles: list[str] = field(default_factory=list)

    def has_matching_role(self, wanted: list[str]) -> bool:
        return any(role in wanted for role in self.roles)  # echo: role-from-untrusted-data


class ServiceAccountParser:
    """Maps the service account of an in-cluster client to the roles bound to it."""

    def __init__(self, bindings):
        self._bindings = bindings

    def user_of(self, access_token: str) -> User:
        namespace, name = self._names(access_token)
        logger.info("request of %s in %s", name, namespace)
        roles = [b["role"] for b in self._bindings if (b["namespace"], b["account"]) == (namespace, name)]
        return User(f"{namespace}:{name}", roles)

    @staticmethod
    def _names(access_token: str) -> tuple[str, str]:
        try:
            decoded = jwt.decode(access_token, options={"verify_signature": False})  # found: unverified-token
        except jwt.DecodeError as error:
            raise AuthenticationError(str(error)) from error
        parts = decoded.get("sub", "").split(":")
        if len(parts) != 4:
            raise AuthenticationError("not a service account")
        return parts[2], parts[3]
