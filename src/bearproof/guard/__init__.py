"""What protects the app? The Flask extension: verify, decide, validate, bind."""

from __future__ import annotations

from bearproof.tripwire import trusted

from .border.cookies import Cookie
from .extension import Guard
from .jwks.fetching import Fetching
from .limits import Limits
from .misuse import GuardMisuse
from .stores.memory import MemoryStore
from .stores.redis import RedisStore
from .stores.sqlite import SQLiteStore
from .stores.store import Store
from .tokens.claims import Claims
from .tokens.keys import SecretKey
from .tokens.profiles import Profile
from .tokens.public_keys import PublicKey
from .tokens.refreshing import Pair, RefreshRefused
from .tokens.refusals import TokenRefused
from .tokens.trusted import TrustedIssuer
from .views.binding import Body, Form, Headers, Path, Query
from .views.readers.shapes import Needs

__all__ = [
    "Body",
    "Claims",
    "Cookie",
    "Fetching",
    "Form",
    "Guard",
    "GuardMisuse",
    "Headers",
    "Limits",
    "MemoryStore",
    "Needs",
    "Pair",
    "Path",
    "Profile",
    "PublicKey",
    "Query",
    "RedisStore",
    "RefreshRefused",
    "SQLiteStore",
    "SecretKey",
    "Store",
    "TokenRefused",
    "TrustedIssuer",
    "trusted",
]
