import abc
import os

import jwt


class Verifier(abc.ABC):
    @abc.abstractmethod
    def verify(self, raw: str) -> dict: ...


class MachineVerifier(Verifier):
    def __init__(self) -> None:
        self.key = os.environ["MACHINE_KEY"]

    def verify(self, raw: str) -> dict:
        return jwt.decode(raw, self.key, algorithms=["HS256"], audience="meters", issuer="machines")


class PeopleVerifier(Verifier):
    def __init__(self) -> None:
        self.client = jwt.PyJWKClient(os.environ["PEOPLE_JWKS"])

    def verify(self, raw: str) -> dict:
        key = self.client.get_signing_key_from_jwt(raw)
        return jwt.decode(raw, key.key, algorithms=["RS256", "ES256"], audience="meters", issuer=os.environ["PEOPLE"])
