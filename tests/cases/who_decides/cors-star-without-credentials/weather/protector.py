import os

from authlib.integrations.flask_oauth2 import ResourceProtector
from authlib.jose import JsonWebKey
from authlib.oauth2.rfc9068 import JWTBearerTokenValidator


class Validator(JWTBearerTokenValidator):
    def get_jwks(self):
        with open(os.environ["ISSUER_JWKS_FILE"], encoding="utf-8") as file:
            return JsonWebKey.import_key_set(file.read())


require_oauth = ResourceProtector()
require_oauth.register_token_validator(Validator("https://id.example", "https://weather.example"))
