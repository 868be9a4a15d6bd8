"""Which calls read, verify and sign tokens, and where do their keys come in?"""

from __future__ import annotations

from dataclasses import replace

from bearproof.catalog.rows import Arg, KeyUse, TokenCall


def _option(name: str) -> Arg:
    return Arg("options", 3, (False,), item=name)


#: PyJWT 1.x has `verify` third and `options` fifth; 2.x has `algorithms` third and `options` fourth.
_PYJWT_OFF = (
    _option("verify_signature"),
    Arg("verify", 2, (False,)),
    Arg("options", 4, (False,), item="verify_signature"),
)
_PYJWT_NO_EXP = (_option("verify_exp"), Arg("options", 4, (False,), item="verify_exp"))


def _made(name: str) -> Arg:
    return Arg("options", 0, (False,), item=name)


def _pyjwt(call: str) -> TokenCall:
    return TokenCall(call, 0, "jwt", 1, "key", 2, "algorithms", _PYJWT_OFF, _PYJWT_NO_EXP)


def _unverified(call: str, keyword: str = "token") -> TokenCall:
    return TokenCall(call, 0, keyword, verified=False)


def _verified(call: str, keyword: str) -> TokenCall:
    """A call that verifies with keys that it gets elsewhere."""
    return TokenCall(call, 0, keyword)


def _current(call: str) -> TokenCall:
    """A call that answers from the token of the current request, which the library has verified."""
    return TokenCall(call, -1, "")


_SERIALIZERS = (
    "Serializer",
    "TimedSerializer",
    "URLSafeSerializer",
    "URLSafeTimedSerializer",
    "JSONWebSignatureSerializer",
    "TimedJSONWebSignatureSerializer",
)

TOKEN_CALLS: tuple[TokenCall, ...] = (
    # PyJWT
    *(_pyjwt(f"jwt.{name}") for name in ("decode", "decode_complete")),
    *(replace(_pyjwt(f"jwt.PyJWT.{name}"), made_off=(_made("verify_signature"),), made_no_exp=(_made("verify_exp"),))
      for name in ("decode", "decode_complete")),
    *(TokenCall(f"jwt.PyJWS.{name}", 0, "jwt", 1, "key", 2, "algorithms", (_option("verify_signature"),))
      for name in ("decode", "decode_complete")),
    _unverified("jwt.get_unverified_header", "jwt"),
    _unverified("jwt.PyJWS.get_unverified_header", "jwt"),
    # python-jose
    TokenCall("jose.jwt.decode", 0, "token", 1, "key", 2, "algorithms",
              (_option("verify_signature"),), (_option("verify_exp"),)),
    TokenCall("jose.jws.verify", 0, "token", 1, "key", 2, "algorithms", (Arg("verify", 3, (False,)),)),
    *(_unverified(f"jose.{part}.get_unverified_{what}")
      for part in ("jwt", "jws") for what in ("claims", "header", "headers")),
    _unverified("jose.jwe.get_unverified_header", "jwe_str"),
    # Authlib checks the signature here; the claims are checked by a separate validate().
    TokenCall("authlib.jose.jwt.decode", 0, "s", 1, "key"),
    TokenCall("authlib.jose.JsonWebToken.decode", 0, "s", 1, "key", made_algorithms=0),
    TokenCall("authlib.jose.JsonWebSignature.deserialize", 0, "s", 1, "key", made_algorithms=0),
    TokenCall("authlib.jose.JsonWebSignature.deserialize_compact", 0, "s", 1, "key", made_algorithms=0),
    TokenCall("authlib.jose.JsonWebSignature.deserialize_json", 0, "obj", 1, "key", made_algorithms=0),
    _current("authlib.integrations.flask_oauth2.ResourceProtector.acquire_token"),
    # joserfc, likewise: claims are checked by a registry's validate().
    TokenCall("joserfc.jwt.decode", 0, "value", 1, "key", 2, "algorithms"),
    TokenCall("joserfc.jws.deserialize_compact", 0, "value", 1, "public_key", 2, "algorithms"),
    TokenCall("joserfc.jws.validate_compact", 0, "obj", 1, "public_key", 2, "algorithms"),
    _unverified("joserfc.jws.extract_compact", "value"),
    TokenCall("joserfc.jws.deserialize_json", 0, "value", 1, "public_key", 2, "algorithms"),
    # jwcrypto answers with claims only after a key was given.
    TokenCall("jwcrypto.jwt.JWT", 2, "jwt", 3, "key", 4, "algs", (Arg("key", 3, (None,)),)),
    TokenCall("jwcrypto.jwt.JWT.deserialize", 0, "jwt", 1, "key", off=(Arg("key", 1, (None,), absent=True),)),
    TokenCall("jwcrypto.jwt.JWT.validate", -1, "", 0, "key", receiver=True),
    TokenCall("jwcrypto.jws.JWS.deserialize", 0, "raw_jws", 1, "key", off=(Arg("key", 1, (None,), absent=True),)),
    TokenCall("jwcrypto.jws.JWS.verify", -1, "", 0, "key", receiver=True),
    # Flask-JWT-Extended
    *(_current(f"flask_jwt_extended.{name}") for name in (
        "get_jwt", "get_jwt_identity", "get_jwt_header", "get_current_user", "get_jwt_claims", "get_raw_jwt",
        "verify_jwt_in_request",
    )),
    TokenCall("flask_jwt_extended.decode_token", 0, "encoded_token", no_exp=(Arg("allow_expired", 2, (True,)),)),
    _verified("flask_jwt_extended.get_jti", "encoded_token"),
    _unverified("flask_jwt_extended.get_unverified_jwt_headers", "encoded_token"),
    # itsdangerous
    *(_verified(f"itsdangerous.{cls}.loads", "s") for cls in _SERIALIZERS),
    *(_unverified(f"itsdangerous.{cls}.loads_unsafe", "s") for cls in _SERIALIZERS),
    *(_verified(f"itsdangerous.{cls}.unsign", "signed_value") for cls in ("Signer", "TimestampSigner")),
    # Identity providers' own libraries
    *(_verified(f"google.oauth2.id_token.{name}", "id_token")
      for name in ("verify_oauth2_token", "verify_token", "verify_firebase_token")),
    TokenCall("google.auth.jwt.decode", 0, "token", 1, "certs", off=(Arg("verify", 2, (False,)),)),
    _unverified("google.auth.jwt.decode_header"),
    _verified("firebase_admin.auth.verify_id_token", "id_token"),
    _verified("firebase_admin.auth.verify_session_cookie", "session_cookie"),
)  # fmt: skip

_SECRET_FIRST = (*_SERIALIZERS, "Signer", "TimestampSigner")

SIGN_CALLS: tuple[KeyUse, ...] = (
    KeyUse("jwt.encode", 1, "key"),
    KeyUse("jwt.PyJWT.encode", 1, "key"),
    KeyUse("jwt.PyJWS.encode", 1, "key"),
    KeyUse("jose.jwt.encode", 1, "key"),
    KeyUse("jose.jws.sign", 1, "key"),
    KeyUse("jose.jwe.encrypt", 1, "key", "encryption key"),
    KeyUse("jose.jwk.construct", 0, "key_data"),
    KeyUse("authlib.jose.jwt.encode", 2, "key"),
    KeyUse("authlib.jose.JsonWebToken.encode", 2, "key"),
    KeyUse("authlib.jose.JsonWebSignature.serialize_compact", 2, "key"),
    KeyUse("authlib.jose.OctKey.import_key", 0, "raw"),
    KeyUse("joserfc.jwt.encode", 2, "key"),
    KeyUse("joserfc.jws.serialize_compact", 2, "private_key"),
    KeyUse("joserfc.jwk.OctKey.import_key", 0, "value"),
    KeyUse("jwcrypto.jwk.JWK.from_password", 0, "password"),
    KeyUse("hmac.new", 0, "key"),
    KeyUse("hmac.digest", 0, "key"),
    KeyUse("cryptography.fernet.Fernet", 0, "key", "encryption key"),
    *(KeyUse(f"itsdangerous.{cls}", 0, "secret_key") for cls in _SECRET_FIRST),
)

#: Configuration entries of Flask and its extensions that hold a secret.
KEY_SETTINGS: frozenset[str] = frozenset(
    {
        "SECRET_KEY",
        "JWT_SECRET_KEY",
        "JWT_PRIVATE_KEY",
        "WTF_CSRF_SECRET_KEY",
        "SECURITY_PASSWORD_SALT",
        "OAUTH2_JWT_KEY",
    }
)
