import logging

from jose import JWTError, jwt

log = logging.getLogger(__name__)


class TokenReader:
    def __init__(self, lookup, audience):
        self.lookup = lookup
        self.audience = audience

    def read(self, token):
        header = jwt.get_unverified_header(token)
        key = self.lookup(header.get("kid"))
        algorithm = header.get("alg", "HS256")
        return jwt.decode(token, key, algorithms=[algorithm], audience=self.audience)  # found: algorithm-from-token

    def read_or_none(self, token):
        try:
            return self.read(token)
        except (JWTError, LookupError):
            log.info("token refused", exc_info=True)
            return None
