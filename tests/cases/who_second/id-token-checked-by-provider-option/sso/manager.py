import logging

import jwt

log = logging.getLogger(__name__)


class SsoManager:
    def __init__(self, settings, users):
        self.settings = settings
        self.users = users
        self.keys = jwt.PyJWKClient(settings["jwks_uri"])

    def user_from_id_token(self, id_token):
        me = self._read(id_token)
        return self.users.by_email(me["email"])

    def _read(self, id_token):
        if self.settings.get("verify_signature", False):
            key = self.keys.get_signing_key_from_jwt(id_token).key
            return jwt.decode(id_token, key, algorithms=["RS256"], audience=self.settings["client_id"])
        log.warning("signatures of id tokens are not verified")
        return jwt.decode(id_token, options={"verify_signature": False})  # found: unverified-token
