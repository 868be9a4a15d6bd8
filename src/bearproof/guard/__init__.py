"""What protects the app? The Flask extension: verify, decide, validate, bind."""

from __future__ import annotations

from bearproof.tripwire import trusted

from .extension import Guard
from .limits import Limits
from .misuse import GuardMisuse
from .tokens.claims import Claims
from .tokens.keys import SecretKey
from .tokens.public_keys import PublicKey

__all__ = ["Claims", "Guard", "GuardMisuse", "Limits", "PublicKey", "SecretKey", "trusted"]
