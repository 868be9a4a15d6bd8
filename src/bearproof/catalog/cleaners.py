"""What takes the sender's hand off a value? Conversions, look-ups in a store, and calls that check a credential."""

from __future__ import annotations

from bearproof.catalog.rows import Cleaner, Lookup

#: The families of sinks that take bytes or objects. A schema's fields are no longer such data, yet still the sender's.
_OBJECTS = ("pickle", "yaml", "deserializer")

_PLAIN = (
    "builtins.int",
    "builtins.float",
    "builtins.complex",
    "builtins.len",
    "builtins.hash",
    "builtins.id",
    "builtins.ord",
    "builtins.round",
    "builtins.abs",
    "builtins.callable",
    "builtins.issubclass",
    "builtins.hasattr",
    "uuid.UUID",
    "decimal.Decimal",
    "fractions.Fraction",
    "datetime.datetime.fromisoformat",
    "datetime.datetime.strptime",
    "datetime.datetime.fromtimestamp",
    "datetime.date.fromisoformat",
    "datetime.date.fromtimestamp",
    "datetime.time.fromisoformat",
    "datetime.timedelta",
    "dateutil.parser.parse",
    "dateutil.parser.isoparse",
    "ipaddress.ip_address",
    "ipaddress.ip_network",
    "ipaddress.IPv4Address",
    "ipaddress.IPv6Address",
    "os.path.exists",
    "os.path.isfile",
    "os.path.isdir",
    "os.path.getsize",
    "os.path.getmtime",
)
_SCHEMAS = (
    "pydantic.BaseModel.model_validate",
    "pydantic.BaseModel.model_validate_json",
    "pydantic.BaseModel.model_validate_strings",
    "pydantic.BaseModel.parse_obj",
    "pydantic.TypeAdapter.validate_python",
    "pydantic.TypeAdapter.validate_json",
    "msgspec.convert",
    "marshmallow.Schema.load",
    "marshmallow.Schema.loads",
)

# Digests are left out on purpose: a credential that is hashed and then compared is still on its way to being checked.
# `msgspec.json.decode` is left out: without a type it answers with the sender's own data.
#: What we packed ourselves from plain data holds nothing but that data, whoever chose it.
_PACKERS = (
    "pickle.dumps",
    "dill.dumps",
    "cloudpickle.dumps",
    "marshal.dumps",
    "yaml.dump",
    "yaml.safe_dump",
    "jsonpickle.encode",
)
CLEANERS: tuple[Cleaner, ...] = (
    *(Cleaner(name) for name in _PLAIN),
    *(Cleaner(name) for name in _PACKERS),
    *(Cleaner(name, _OBJECTS) for name in _SCHEMAS),
)

_READ_PREFIXES = (
    "flask_sqlalchemy.SQLAlchemy.session.",
    "flask_sqlalchemy.SQLAlchemy.Model.query.",
    "flask_sqlalchemy.SQLAlchemy.get_or_404",
    "flask_sqlalchemy.SQLAlchemy.first_or_404",
    "flask_sqlalchemy.SQLAlchemy.one_or_404",
    "flask_sqlalchemy.SQLAlchemy.paginate",
    "sqlalchemy.orm.Session.",
    "sqlalchemy.orm.Query.",
    "sqlalchemy.orm.sessionmaker().",
    "sqlalchemy.orm.sessionmaker()().",
    "sqlalchemy.orm.scoped_session().",
    "sqlalchemy.ext.asyncio.AsyncSession.",
    "sqlalchemy.create_engine().connect().",
    "sqlalchemy.create_engine().begin().",
    "sqlmodel.Session.",
    "sqlite3.connect().",
    "psycopg.connect().",
    "psycopg2.connect().",
    "pymysql.connect().",
    "MySQLdb.connect().",
    "asyncpg.connect().",
    "pymongo.MongoClient.",
    "flask_pymongo.PyMongo.db.",
    "mongoengine.Document.objects",
    "django.db.models.Model.objects.",
    "peewee.Model.select().",
    "peewee.Model.delete().",
    "peewee.Model.update().",
)
_READS = (
    *(f"{cache}.{method}" for cache in ("redis.Redis", "redis.StrictRedis", "redis.asyncio.Redis", "redis.from_url()")
      for method in ("get", "mget", "getdel", "getex", "hget", "hgetall", "hmget", "hvals", "lpop", "rpop", "blpop",
                     "brpop", "lrange", "lindex", "smembers", "spop", "zrange")),
    *(f"cachelib.{cache}.{method}"
      for cache in ("BaseCache", "SimpleCache", "FileSystemCache", "RedisCache", "MemcachedCache", "MongoDbCache",
                    "UWSGICache", "ValkeyCache", "DynamoDbCache", "NullCache")
      for method in ("get", "get_many", "get_dict")),
    *(f"flask_caching.Cache.{method}" for method in ("get", "get_many", "get_dict")),
    *(f"diskcache.{cache}.{method}" for cache in ("Cache", "FanoutCache") for method in ("get", "pop", "read")),
    *(f"peewee.Model.{method}"
      for method in ("get", "get_or_none", "get_by_id", "select", "get_or_create", "delete", "update")),
    *(f"pymemcache.client.base.Client.{method}" for method in ("get", "get_many", "gets")),
    "django.core.cache.cache.get",
    "django.core.cache.cache.get_many",
)  # fmt: skip

LOOKUPS: tuple[Lookup, ...] = (
    *(Lookup(name, prefix=True) for name in _READ_PREFIXES),
    *(Lookup(name) for name in _READS),
)

VERIFIERS: frozenset[str] = frozenset(
    {
        "hmac.compare_digest",
        "secrets.compare_digest",
        "django.utils.crypto.constant_time_compare",
        "itsdangerous.encoding.constant_time_compare",
        "werkzeug.security.check_password_hash",
        "werkzeug.security.safe_str_cmp",
        "bcrypt.checkpw",
        "flask_bcrypt.check_password_hash",
        "flask_bcrypt.Bcrypt.check_password_hash",
        "argon2.PasswordHasher.verify",
        "argon2.low_level.verify_secret",
        "passlib.context.CryptContext.verify",
        "passlib.context.CryptContext.verify_and_update",
        "passlib.hash.bcrypt.verify",
        "passlib.hash.argon2.verify",
        "passlib.hash.pbkdf2_sha256.verify",
        "passlib.hash.pbkdf2_sha512.verify",
        "passlib.hash.sha256_crypt.verify",
        "passlib.hash.sha512_crypt.verify",
        "pwdlib.PasswordHash.verify",
        "scrypt.verify",
        "nacl.pwhash.verify",
        "nacl.signing.VerifyKey.verify",
        "cryptography.fernet.Fernet.decrypt",
        "cryptography.fernet.MultiFernet.decrypt",
        "cryptography.hazmat.primitives.hmac.HMAC.verify",
        "pyotp.TOTP.verify",
        "pyotp.HOTP.verify",
        "itsdangerous.Signer.unsign",
        "itsdangerous.Signer.validate",
        "itsdangerous.TimestampSigner.unsign",
        "itsdangerous.TimestampSigner.validate",
        *(
            f"itsdangerous.{cls}.{method}"
            for cls in ("Serializer", "TimedSerializer", "URLSafeSerializer", "URLSafeTimedSerializer")
            for method in ("load", "loads")
        ),
        "flask_login.utils.decode_cookie",
        "flask_login.LoginManager.unauthorized",
        "flask_jwt_extended.verify_jwt_in_request",
        "firebase_admin.auth.verify_id_token",
        "google.oauth2.id_token.verify_oauth2_token",
    }
)
