"""Bearproof finds, proves, fixes and guards against insecure deserialization and broken Bearer authorization."""

__version__ = "0.1.0"
