"""What has the developer decided for an app? Handed to every part of the guard that stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .border.cookies import Cookie
from .limits import Limits


@dataclass(frozen=True, slots=True)
class Setting:
    """The guard, as the parts at one app see it. `owner` tells its marks from another guard's."""

    owner: object
    realm: str
    limits: Limits
    unknown: Literal[401, 404] = 401
    #: Fields that name a privilege are refused where no view has declared them.
    authority: bool = False
    cookie: Cookie | None = None
    #: Nothing is decided: what would have been refused is written down and let through.
    report_only: bool = False
    #: Route variables that must agree with a claim, wherever they stand.
    bound: Mapping[str, str] = field(default_factory=dict)
