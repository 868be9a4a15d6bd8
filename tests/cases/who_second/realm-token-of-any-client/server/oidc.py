import logging
from functools import cached_property

import jwt
import requests

logger = logging.getLogger(__name__)


class Unauthenticated(Exception):
    pass


class OidcParser:
    def __init__(self, discovery_url):
        self.discovery_url = discovery_url

    @cached_property
    def discovery(self):
        answer = requests.get(self.discovery_url, timeout=5)
        answer.raise_for_status()
        return answer.json()

    @cached_property
    def keys(self):
        return jwt.PyJWKClient(self.discovery["jwks_uri"], headers={"User-Agent": "feature-server"})

    def user(self, access_token):
        try:
            signing_key = self.keys.get_signing_key_from_jwt(access_token)
            data = jwt.decode(  # found: audience-not-checked
                access_token,
                signing_key.key,
                algorithms=["RS256"],
                issuer=self.discovery["issuer"],
                options={"verify_aud": False, "verify_exp": True},
                leeway=10,
            )
        except jwt.PyJWTError as error:
            logger.info("refused: %s", error)
            raise Unauthenticated from error
        if "preferred_username" not in data:
            raise Unauthenticated
        return data["preferred_username"], data.get("realm_access", {}).get("roles", [])
