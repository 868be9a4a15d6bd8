"""Which library calls say how an app protects itself? Decoders, key makers, logs, cross-origin rules, servers."""

from __future__ import annotations

from bearproof.catalog.cookies import HEADERS, SETTERS
from bearproof.catalog.token_settings import CALLS_BY_NAME
from bearproof.catalog.tokens import SIGN_CALLS, TOKEN_CALLS

#: Calls that decode a part of a token, whoever sent it.
BASE64: frozenset[str] = frozenset(
    {
        "base64.b64decode",
        "base64.urlsafe_b64decode",
        "base64.standard_b64decode",
        "base64.decodebytes",
        "binascii.a2b_base64",
        "jwt.utils.base64url_decode",
        "jose.utils.base64url_decode",
        "jwcrypto.common.base64url_decode",
        "authlib.common.encoding.urlsafe_b64decode",
        "joserfc.util.urlsafe_b64decode",
        "itsdangerous.base64_decode",
        "itsdangerous.encoding.base64_decode",
        "pybase64.b64decode",
        "pybase64.urlsafe_b64decode",
    }
)

_ALGORITHMS = ("RSAAlgorithm", "ECAlgorithm", "HMACAlgorithm", "OKPAlgorithm", "RSAPSSAlgorithm")
_FETCHERS = ("get", "post", "request", "urlopen", "head")

#: Calls that make a key of what they are given, or fetch one.
KEY_MAKERS: frozenset[str] = frozenset(
    {
        *(f"jwt.algorithms.{name}.from_jwk" for name in _ALGORITHMS),
        "jwt.PyJWK",
        "jwt.PyJWK.from_dict",
        "jwt.PyJWK.from_json",
        "jwt.PyJWKSet.from_dict",
        "jwt.PyJWKSet.from_json",
        "jwt.PyJWKClient",
        "jose.jwk.construct",
        "authlib.jose.JsonWebKey.import_key",
        "authlib.jose.JsonWebKey.import_key_set",
        "authlib.jose.KeySet",
        *(f"{room}.{name}.import_key" for room in ("authlib.jose", "joserfc.jwk")
          for name in ("RSAKey", "ECKey", "OKPKey", "OctKey")),
        "joserfc.jwk.import_key",
        "joserfc.jwk.JWKRegistry.import_key",
        "joserfc.jwk.KeySet.import_key_set",
        "jwcrypto.jwk.JWK",
        "jwcrypto.jwk.JWK.from_json",
        "jwcrypto.jwk.JWK.from_pem",
        "jwcrypto.jwk.JWKSet.from_json",
        "cryptography.x509.load_der_x509_certificate",
        "cryptography.x509.load_pem_x509_certificate",
        "cryptography.hazmat.primitives.serialization.load_pem_public_key",
        "cryptography.hazmat.primitives.serialization.load_der_public_key",
        *(f"{room}.{name}" for room in ("requests", "httpx", "requests.Session", "requests.Session()", "httpx.Client",
                                        "urllib3.PoolManager", "aiohttp.ClientSession") for name in _FETCHERS),
        "urllib.request.urlopen",
        "urllib.request.Request",
    }
)  # fmt: skip

_LEVELS = ("debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log", "msg")
_LOGGERS = (
    "logging",
    "logging.getLogger()",
    "logging.Logger",
    "logging.LoggerAdapter",
    "flask.Flask.logger",
    "flask.current_app.logger",
    "quart.Quart.logger",
    "quart.current_app.logger",
    "apiflask.APIFlask.logger",
    "connexion.FlaskApp.app.logger",
    "structlog.get_logger()",
    "structlog.getLogger()",
    "loguru.logger",
    "eliot",
)

#: Calls whose arguments are written to a log.
LOGS: frozenset[str] = frozenset({"builtins.print", *(f"{name}.{level}" for name in _LOGGERS for level in _LEVELS)})

#: All headers of a request together.
ALL_HEADERS: frozenset[str] = frozenset(f"{package}.{name}.headers" for package in ("flask", "quart")
                                        for name in ("request", "Request"))  # fmt: skip

#: Calls that make tokens with an expiry of their own unless told otherwise.
ISSUERS: frozenset[str] = frozenset(
    {"flask_jwt_extended.create_access_token", "flask_jwt_extended.create_refresh_token"}
)

#: Calls that make a token, with the position of what it says.
PAYLOADS: dict[str, int] = {
    "jwt.encode": 0,
    "jwt.PyJWT.encode": 0,
    "jose.jwt.encode": 0,
    "authlib.jose.jwt.encode": 1,
    "authlib.jose.JsonWebToken.encode": 1,
    "joserfc.jwt.encode": 1,
    "google.auth.jwt.encode": 1,
}

#: Calls that take a key for codes, with its position.
KEYS: dict[str, int] = {
    **{row.call: row.key for row in SIGN_CALLS if "Fernet" not in row.call and "jwe" not in row.call},
    **{row.call: row.key for row in TOKEN_CALLS if row.key >= 0},
}

#: Calls after which the times and other claims of a token are checked, for libraries whose decoding does not.
CLAIM_CHECKS: frozenset[str] = frozenset(
    {
        "authlib.jose.JWTClaims.validate",
        "authlib.jose.JWTClaims.validate_exp",
        "authlib.jose.JWTClaims",
        "authlib.oidc.core.IDToken",
        "authlib.oidc.core.CodeIDToken",
        "authlib.oidc.core.ImplicitIDToken",
        "joserfc.jwt.JWTClaimsRegistry.validate",
        "joserfc.jwt.BaseClaimsRegistry.validate",
        "joserfc.jwt.ClaimsRegistry.validate",
        "joserfc.rfc7519.claims.JWTClaimsRegistry.validate",
        "joserfc.rfc9068.JWTAccessTokenClaims.validate",
    }
)

#: Calls that say which other sites may ask with the user's cookies.
CROSS_ORIGIN: frozenset[str] = frozenset(
    {
        "flask_cors.CORS", "flask_cors.CORS.init_app", "flask_cors.cross_origin", "quart_cors.cors",
        "quart_cors.route_cors", "fastapi.FastAPI.add_middleware", "starlette.applications.Starlette.add_middleware",
        "starlette.middleware.Middleware", "fastapi.middleware.Middleware", "starlette.middleware.cors.CORSMiddleware",
        "fastapi.middleware.cors.CORSMiddleware",
    }
)  # fmt: skip
#: The middleware that is given to those of them that add any.
CROSS_ORIGIN_CLASSES = ("CORSMiddleware",)

#: Calls that start a server of the app's own process.
SERVERS: frozenset[str] = frozenset(
    {
        "flask.Flask.run",
        "quart.Quart.run",
        "apiflask.APIFlask.run",
        "connexion.FlaskApp.run",
        "flask_socketio.SocketIO.run",
        "werkzeug.serving.run_simple",
        "werkzeug.debug.DebuggedApplication",
    }
)

#: Calls that make what a password is kept as: somebody signs up, or sets a new one.
HASHERS: frozenset[str] = frozenset(
    {
        "werkzeug.security.generate_password_hash",
        "flask_bcrypt.generate_password_hash",
        "flask_bcrypt.Bcrypt.generate_password_hash",
        "bcrypt.hashpw",
        "argon2.PasswordHasher.hash",
        "passlib.context.CryptContext.hash",
        "passlib.hash.bcrypt.hash",
        "passlib.hash.argon2.hash",
        "passlib.hash.pbkdf2_sha256.hash",
        "passlib.hash.sha256_crypt.hash",
        "flask_security.hash_password",
        "flask_login.login_user",
        "flask_login.logout_user",
        "flask_security.login_user",
        "flask_jwt_extended.set_access_cookies",
        "flask_jwt_extended.unset_jwt_cookies",
        "authlib.integrations.flask_client.OAuth.create_client().authorize_access_token",
    }
)

#: Calls that draw random bytes, with how many bytes or characters each becomes.
DRAWN: dict[str, float] = {
    "os.urandom": 1.0,
    "secrets.token_bytes": 1.0,
    "random.randbytes": 1.0,
    "secrets.token_hex": 2.0,
    "secrets.token_urlsafe": 4 / 3,
    "Crypto.Random.get_random_bytes": 1.0,
}

#: Callbacks that a library asks who sends a request, by the name of the decorator, with what they are given.
CALLBACKS: dict[str, tuple[str, ...]] = {
    "flask_httpauth.HTTPTokenAuth.verify_token": ("token",),
    "apiflask.HTTPTokenAuth.verify_token": ("token",),
    "flask_httpauth.HTTPBasicAuth.verify_password": ("user", "password"),
    "apiflask.HTTPBasicAuth.verify_password": ("user", "password"),
    "flask_login.LoginManager.request_loader": ("request",),
    "flask_login.LoginManager.header_loader": ("token",),
}

#: The decorators after which a callback of the class is asked.
ASKING: dict[str, tuple[str, ...]] = {
    "flask_httpauth.HTTPTokenAuth.": ("flask_httpauth.HTTPTokenAuth.login_required", "flask_httpauth.MultiAuth."),
    "apiflask.HTTPTokenAuth.": ("apiflask.HTTPTokenAuth.login_required", "apiflask.APIFlask.auth_required",
                                "apiflask.APIBlueprint.auth_required"),
    "flask_httpauth.HTTPBasicAuth.": ("flask_httpauth.HTTPBasicAuth.login_required", "flask_httpauth.MultiAuth."),
    "apiflask.HTTPBasicAuth.": ("apiflask.HTTPBasicAuth.login_required",),
    "flask_login.LoginManager.": ("flask_login.login_required", "flask_login.fresh_login_required"),
}  # fmt: skip

#: What the decorators of a library verify, by the beginning of their names.
VERIFIES: dict[str, str] = {
    "flask_jwt_extended.": "signature, exp",
    "flask_jwt.": "signature, exp",
    "flask_praetorian.": "signature, exp",
    "flask_oidc.": "token by the provider",
    "flask_pyoidc.": "token by the provider",
    "authlib.": "token by its validator",
    "flask_login.": "session",
    "flask_user.": "session",
    "flask_security.": "session or token",
    "flask_httpauth.": "by the app's callback",
    "apiflask.": "by the app's callback",
    "flask_appbuilder.": "session or token",
    "bearproof.guard.": "signature, exp, aud, iss",
}

#: Decorators and calls of our own guard that open a route by name, or close it.
OPENED: frozenset[str] = frozenset({"bearproof.guard.Guard.public", "bearproof.guard.Guard.public_endpoints"})
CLOSED: frozenset[str] = frozenset(
    {
        "bearproof.guard.Guard.allow",
        "bearproof.guard.Guard.allow_endpoints",
        "bearproof.guard.Guard.owns",
        "bearproof.guard.Guard.init_app",
    }
)

#: Everything above, and every call that reads or signs a token: what is noted with its arguments.
WATCHED: frozenset[str] = frozenset(
    {
        *(row.call for row in TOKEN_CALLS),
        *(row.call for row in SIGN_CALLS),
        *BASE64, *KEY_MAKERS, *LOGS, *ISSUERS, *PAYLOADS, *CLAIM_CHECKS, *CROSS_ORIGIN, *SERVERS,
        *OPENED, *CLOSED, *CALLBACKS, *HASHERS, *SETTERS, *HEADERS, *CALLS_BY_NAME,
    }
)  # fmt: skip
