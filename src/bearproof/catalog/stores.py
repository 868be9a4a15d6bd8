"""Which calls put data into a store, and which take it out? By library, with the positions of the key and the data.

`family` says which stores are the same place: what one class of a family stores, another of it finds. A position of
-1 says that there is no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """The calls of the classes of one family. `writes` are (key, data) by method, `reads` are the key's position."""

    family: str
    classes: tuple[str, ...]
    writes: Mapping[str, tuple[int, int]]
    reads: Mapping[str, int]


_CACHES = tuple(
    f"cachelib.{name}"
    for name in (
        "BaseCache", "SimpleCache", "FileSystemCache", "RedisCache", "MemcachedCache", "MongoDbCache", "UWSGICache",
        "ValkeyCache", "DynamoDbCache",
    )
)  # fmt: skip

KEPT: tuple[Kept, ...] = (
    Kept(
        "redis",
        ("redis.Redis", "redis.StrictRedis", "redis.asyncio.Redis", "redis.from_url()", "fakeredis.FakeRedis",
         "flask_redis.FlaskRedis", "valkey.Valkey", "redis.cluster.RedisCluster", "redis.Redis.pipeline()"),
        {"set": (0, 1), "setex": (0, 2), "psetex": (0, 2), "setnx": (0, 1), "getset": (0, 1), "append": (0, 1),
         "hset": (0, 2), "hsetnx": (0, 2), "hmset": (0, 1), "mset": (-1, 0), "lpush": (0, 1), "rpush": (0, 1),
         "sadd": (0, 1), "zadd": (0, 1), "xadd": (0, 1), "lset": (0, 2)},
        {"get": 0, "getdel": 0, "getex": 0, "getset": 0, "mget": 0, "hget": 0, "hgetall": 0, "hmget": 0, "hvals": 0,
         "lpop": 0, "rpop": 0, "blpop": 0, "brpop": 0, "lrange": 0, "lindex": 0, "lmove": 0, "blmove": 0,
         "rpoplpush": 0, "brpoplpush": 0, "spop": 0, "srandmember": 0, "smembers": 0, "zrange": 0, "zpopmin": 0,
         "zpopmax": 0, "bzpopmin": 0, "xread": -1, "xreadgroup": -1, "xrange": 0},
    ),
    Kept("redis channel", ("redis.Redis", "redis.StrictRedis", "redis.asyncio.Redis", "redis.from_url()"),
         {"publish": (0, 1)}, {}),
    Kept("redis channel", ("redis.client.PubSub",), {}, {"listen": -1, "get_message": -1}),
    Kept("cache", (*_CACHES, "flask_caching.Cache", "flask_caching.Cache.cache"),
         {"set": (0, 1), "add": (0, 1), "set_many": (-1, 0)}, {"get": 0, "get_many": 0, "get_dict": 0}),
    Kept("django cache", ("django.core.cache.cache", "django.core.cache.caches[]"),
         {"set": (0, 1), "add": (0, 1), "get_or_set": (0, 1), "set_many": (-1, 0)},
         {"get": 0, "get_many": 0, "get_or_set": 0}),
    Kept("disk cache", ("diskcache.Cache", "diskcache.FanoutCache", "diskcache.Index"),
         {"set": (0, 1), "add": (0, 1), "push": (-1, 0), "setdefault": (0, 1)},
         {"get": 0, "pop": 0, "pull": -1, "read": 0}),
    Kept("memcached", ("pymemcache.client.base.Client", "pymemcache.PooledClient", "memcache.Client", "pylibmc.Client",
                       "bmemcached.Client"),
         {"set": (0, 1), "add": (0, 1), "replace": (0, 1), "append": (0, 1), "set_many": (-1, 0), "set_multi": (-1, 0)},
         {"get": 0, "gets": 0, "get_many": 0, "get_multi": 0}),
    Kept("aiocache", ("aiocache.Cache", "aiocache.SimpleMemoryCache", "aiocache.RedisCache"),
         {"set": (0, 1), "add": (0, 1)}, {"get": 0}),
    Kept("object store", ("boto3.client()", "boto3.Session.client()"),
         {"put_object": (-1, -1)}, {"get_object": -1}),
)  # fmt: skip

WRITES: Mapping[str, tuple[Kept, int, int]] = {
    f"{cls}.{method}": (row, *where) for row in KEPT for cls in row.classes for method, where in row.writes.items()
}
READS: Mapping[str, tuple[Kept, int]] = {
    f"{cls}.{method}": (row, key) for row in KEPT for cls in row.classes for method, key in row.reads.items()
}
_METHODS = frozenset(name.rpartition(".")[2] for name in (*WRITES, *READS))

#: Methods that take SQL, whatever the library.
EXECUTES: frozenset[str] = frozenset({"execute", "executemany", "executescript", "fetch", "fetchrow", "fetchval"})
#: Methods that answer with one row of what was selected last, and with all of them.
ROW: frozenset[str] = frozenset(
    {"fetchone", "fetchrow", "first", "one", "one_or_none", "scalar", "scalar_one", "scalar_one_or_none", "fetchval"}
)
ROWS: frozenset[str] = frozenset({"fetchall", "fetchmany", "all", "scalars", "mappings", "partitions", "tuples"})

#: Methods of a model class, or of its query, that store what they are given by name.
MODEL_WRITES: frozenset[str] = frozenset(
    {"create", "insert", "insert_many", "update", "values", "replace", "replace_many", "get_or_create",
     "update_or_create", "bulk_insert_mappings", "bulk_update_mappings", "acreate", "aget_or_create", "set"}
)  # fmt: skip
#: Methods of a database's session that are given the model which they ask for.
ASKS: frozenset[str] = frozenset({"query", "get", "get_or_404", "first_or_404", "one_or_404", "scalars", "scalar"})
#: Functions that make a statement about a model.
STATEMENTS: frozenset[str] = frozenset(
    f"{package}.{name}"
    for package in ("sqlalchemy", "sqlalchemy.future", "sqlalchemy.orm", "sqlmodel", "sqlalchemy.dialects.postgresql",
                    "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.mysql")
    for name in ("select", "insert", "update")
)  # fmt: skip
STATEMENTS_MADE: frozenset[str] = frozenset(f"{name}()" for name in STATEMENTS)
#: Functions that answer with rows of the model that they are given.
FETCHES: frozenset[str] = frozenset(
    {"django.shortcuts.get_object_or_404", "django.shortcuts.get_list_or_404", "django.shortcuts.aget_object_or_404"}
)
#: Calls that make a column of a model; a type of the app's own is one of their arguments.
COLUMNS: frozenset[str] = frozenset(
    {
        "flask_sqlalchemy.SQLAlchemy.Column",
        "flask_sqlalchemy.SQLAlchemy.mapped_column",
        "sqlalchemy.Column",
        "sqlalchemy.schema.Column",
        "sqlalchemy.orm.mapped_column",
        "sqlmodel.Field",
    }
)
#: Tables of SQLAlchemy's core, which are told apart by the name that they are made with.
TABLES: frozenset[str] = frozenset({"sqlalchemy.Table", "sqlalchemy.schema.Table", "flask_sqlalchemy.SQLAlchemy.Table"})
#: Methods of a collection of documents that store what they are given, and those that read.
DOCUMENT_WRITES: frozenset[str] = frozenset(
    {"insert_one", "insert_many", "replace_one", "update_one", "update_many", "find_one_and_update", "save"}
)
DOCUMENT_READS: frozenset[str] = frozenset({"find_one", "find", "find_one_and_update", "find_one_or_404"})
DOCUMENTS: tuple[str, ...] = ("pymongo.MongoClient", "flask_pymongo.PyMongo", "motor.motor_asyncio.AsyncIOMotorClient")
#: Calls that give the text of a statement back.
TEXTS: frozenset[str] = frozenset({"sqlalchemy.text", "sqlalchemy.sql.text", "flask_sqlalchemy.SQLAlchemy.text"})
#: Calls that make a temporary file: the answer's name is a place of its own.
TEMPORARY: frozenset[str] = frozenset({"tempfile.mkstemp", "tempfile.mkdtemp", "tempfile.mktemp"})
#: Of those that join paths, the ones that let nothing lead out of the first part.
SAFE_JOINS: frozenset[str] = frozenset({"werkzeug.utils.safe_join", "django.utils._os.safe_join"})
JOINS: frozenset[str] = frozenset({"os.path.join", "pathlib.Path", "pathlib.PurePath", *SAFE_JOINS})
#: Calls that make what lies at one path lie at another, and methods of paths that do.
MOVES: frozenset[str] = frozenset(
    {
        "os.replace",
        "os.rename",
        "os.renames",
        "os.link",
        "shutil.move",
        "shutil.copy",
        "shutil.copy2",
        "shutil.copyfile",
    }
)
FILE_MOVES: frozenset[str] = frozenset({"rename", "replace", "copy_into", "move_into"})
#: Methods of a path that answer with the same path, and with one that ends otherwise.
SAME_PATH: frozenset[str] = frozenset({"resolve", "absolute", "expanduser", "as_posix", "__fspath__"})
OTHER_END: frozenset[str] = frozenset({"with_suffix", "with_name", "with_stem", "joinpath"})
#: Methods of a directory that answer with what lies in it; functions that do.
LISTS: frozenset[str] = frozenset({"iterdir", "glob", "rglob"})
LISTING: frozenset[str] = frozenset({"glob.glob", "glob.iglob", "os.listdir", "os.scandir"})
OF_PATHS: frozenset[str] = FILE_MOVES | SAME_PATH | OTHER_END | LISTS
#: Methods of files, paths and uploads that write what they are given (or, for `save`, themselves), and that read.
FILE_WRITES: frozenset[str] = frozenset({"write", "write_bytes", "write_text", "writelines", "save"})
FILE_READS: frozenset[str] = frozenset({"read_bytes", "read_text", "open"})

METHODS: frozenset[str] = frozenset(
    {*_METHODS, *EXECUTES, *ROW, *ROWS, *MODEL_WRITES, *FILE_WRITES, *FILE_READS, *OF_PATHS, *ASKS,
     *DOCUMENT_WRITES, *DOCUMENT_READS, "get_or_none", "values_list", "with_entities",
     "get_by_id", "filter_by", "filter", "select", "where", "objects", "bind", "connect"}
)  # fmt: skip

#: Calls that the stores look at by name.
SPOKEN: frozenset[str] = frozenset(
    {*TABLES, *STATEMENTS, *COLUMNS, *TEXTS, *TEMPORARY, *JOINS, *MOVES, *LISTING, *FETCHES, "builtins.open", "io.open"}
)
