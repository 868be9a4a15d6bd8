"""Which settings of Flask and its extensions weaken what they protect, and with which values?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bearproof.catalog.cookies import WATCHED as COOKIES


@dataclass(frozen=True, slots=True)
class Weakening:
    """One setting, the values that weaken, and what then holds.

    `values` are constants; `holds` means that a list contains one of them; `longest` is the time above which a token
    lives too long; `of_cookies` that it matters only where tokens come in cookies.
    """

    setting: str
    says: str
    values: tuple[object, ...] = ()
    holds: tuple[object, ...] = ()
    longest: timedelta | None = None
    of_cookies: bool = False


_FOREVER = "tokens never expire"
_MONTH = timedelta(days=31)

#: Settings that take away what an extension checks.
WEAKENING: tuple[Weakening, ...] = (
    Weakening("JWT_ACCESS_TOKEN_EXPIRES", _FOREVER, (False,), longest=_MONTH),
    Weakening("JWT_REFRESH_TOKEN_EXPIRES", _FOREVER, (False,), longest=timedelta(days=400)),
    Weakening("JWT_TOKEN_LOCATION", "tokens are taken from the URL, which logs and histories keep",
              holds=("query_string",)),
    Weakening("JWT_COOKIE_CSRF_PROTECT", "cookies that hold tokens are not protected against forged requests",
              (False,), of_cookies=True),
    Weakening("JWT_CSRF_IN_COOKIES", "cookies that hold tokens are not protected against forged requests", (False,),
              of_cookies=True),
    Weakening("JWT_DECODE_ALGORITHMS", "tokens without a signature pass", holds=("none", "None", "NONE")),
    Weakening("JWT_ALGORITHM", "tokens carry no signature", ("none", "None", "NONE")),
    Weakening("JWT_VERIFY_EXPIRATION", "expired tokens pass", (False,)),
    Weakening("JWT_VERIFY", "tokens are not verified", (False,)),
    Weakening("LOGIN_DISABLED", "`login_required` lets everybody through", (True,)),
    Weakening("OIDC_SKIP_AUTH", "nobody is asked who they are", (True,)),
    Weakening("AUTH_ROLE_PUBLIC", "everybody has the rights of an administrator", ("Admin", "admin")),
)  # fmt: skip

#: The setting that says where tokens are looked for.
LOCATION = "JWT_TOKEN_LOCATION"


@dataclass(frozen=True, slots=True)
class WeakeningCall:
    """One call that weakens, by itself or when its argument is true, and what then holds.

    `position` is where the argument may stand without its name; -1 for nowhere.
    """

    call: str
    says: str
    argument: str = ""
    position: int = -1


#: What weakens our own guard. Each has a name of its own, which docs/guard.md lists.
WEAKENING_CALLS: tuple[WeakeningCall, ...] = (
    WeakeningCall("bearproof.guard.Profile.accepting_plain_jwt", "tokens pass that are not typed as access tokens"),
    WeakeningCall("bearproof.guard.Fetching", "keys are fetched without TLS", "insecure_loopback_http", 7),
    WeakeningCall(
        "bearproof.guard.Guard.init_app", "the guard refuses nothing, and only reports", "unsafe_report_only"
    ),
)

#: Settings that switch the debugger of the development server on.
DEBUG: frozenset[str] = frozenset({"DEBUG", "FLASK_DEBUG"})
#: Settings of Flask-CORS.
CORS: frozenset[str] = frozenset({"CORS_ORIGINS", "CORS_SUPPORTS_CREDENTIALS", "CORS_RESOURCES"})

#: Headers of an answer that say the same by hand.
CORS_HEADERS = ("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")

BY_NAME: dict[str, Weakening] = {row.setting: row for row in WEAKENING}
CALLS_BY_NAME: dict[str, WeakeningCall] = {row.call: row for row in WEAKENING_CALLS}
#: The settings that are noted with their values.
WATCHED: frozenset[str] = frozenset({*BY_NAME, *DEBUG, *CORS, *CORS_HEADERS, *COOKIES})
