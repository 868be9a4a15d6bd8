"""Which shapes does knowledge come in? The row types of the catalog; every table is a tuple of these.

Names are qualified by where a library *documents* them (`yaml.load`, `flask.request.args`). A method of a
library's class is written `package.Class.method`, and is looked up when the receiver is an instance of that class.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """Where data came in."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    FORM = "form"
    FILE = "file"
    #: A message that came by a socket, a web socket or a broker, not by a request.
    MESSAGE = "message"
    SESSION = "session"
    STORE = "store"
    #: What another server answered when it was asked.
    ANSWER = "answer"
    #: A file that was fetched from elsewhere: a hub, a bucket, a share.
    FETCHED = "fetched file"
    MODEL_OUTPUT = "model output"
    VERIFIED_CLAIM = "verified claim"
    UNVERIFIED_CLAIM = "unverified claim"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


#: What other servers send when they are asked: a weaker word than a request's.
ASKED_FOR = frozenset({Kind.ANSWER, Kind.FETCHED})
#: Kinds that whoever sends the request writes freely.
REQUEST = frozenset({Kind.PATH, Kind.QUERY, Kind.HEADER, Kind.COOKIE, Kind.BODY, Kind.FORM, Kind.FILE, Kind.MESSAGE})


@dataclass(frozen=True, slots=True)
class Arg:
    """A condition on one argument of a call; it holds when the argument is one of `values` or `names`.

    `position` counts from 0 without the receiver (-1: keyword only). `values` are constants, `names` qualified names
    (a project's subclass of a named class counts as that class). `item` looks inside a dictionary argument at that key.
    `absent` is the answer when the argument is not given; `unknown` the answer when its value cannot be told. With
    `constant` it holds for every constant of the source.
    """

    keyword: str
    position: int = -1
    values: tuple[object, ...] = ()
    names: tuple[str, ...] = ()
    item: str = ""
    absent: bool = False
    unknown: bool = False
    constant: bool = False


@dataclass(frozen=True, slots=True)
class Sink:
    """A call that is dangerous when its data comes from the request.

    `arg` is the data's position, or -1 for the receiver; `keywords` are its names. The call is dangerous when every
    condition of `only` holds and none of `unless`. `bad` and `good` are one-line statements over a variable `data`
    that holds request bytes; they are expanded into a small app and must be found / stay quiet.
    """

    call: str
    family: str
    arg: int = 0
    keywords: tuple[str, ...] = ()
    only: tuple[Arg, ...] = ()
    unless: tuple[Arg, ...] = ()
    use: str = "JSON, validated by a schema"
    bad: str = ""
    good: str = ""
    #: Conditions, of which every one must hold, on the call that made the receiver: `YAML(typ="unsafe").load`.
    made: tuple[Arg, ...] = ()
    #: The data is a path: what lies in the file is what is loaded.
    path: bool = False
    #: The call takes its data in by itself, from a socket or a queue: of this kind.
    brings: Kind | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An attribute or call result that holds data from outside. `call` says that it must be called."""

    name: str
    kind: Kind
    call: bool = False


@dataclass(frozen=True, slots=True)
class Cleaner:
    """A call whose result no longer carries what went in, for the `families` named (empty: for all)."""

    call: str
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """A call, or with `prefix` any call below that name, that answers from a store: the result is of kind `kind`."""

    call: str
    kind: Kind = Kind.STORE
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class TokenCall:
    """A call that reads a token.

    `token`, `key` and `algorithms` are positions (-1: none), with their keywords. `off` are conditions of which any
    one means that the signature is not verified; `verified=False` says that this call never verifies. `made_off` and
    `made_no_exp` are conditions on the call that made the receiver, `made_algorithms` the position of its algorithms.
    """

    call: str
    token: int = 0
    token_keyword: str = "token"
    key: int = -1
    key_keyword: str = ""
    algorithms: int = -1
    algorithms_keyword: str = ""
    off: tuple[Arg, ...] = ()
    no_exp: tuple[Arg, ...] = ()
    verified: bool = True
    receiver: bool = False
    made_off: tuple[Arg, ...] = ()
    made_no_exp: tuple[Arg, ...] = ()
    made_algorithms: int = -1


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A call argument or configuration entry that takes a secret key."""

    call: str
    key: int = -1
    keyword: str = ""
    what: str = "signing key"


@dataclass(frozen=True, slots=True)
class Models:
    """What a user adds to the catalog: `propagators` are calls that hand on what they are given."""

    sources: tuple[Source, ...] = ()
    sinks: tuple[Sink, ...] = ()
    sanitizers: tuple[Cleaner, ...] = ()
    propagators: tuple[str, ...] = ()
