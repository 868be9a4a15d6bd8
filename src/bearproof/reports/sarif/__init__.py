"""What does a code scanning service read? `render` answers; the other modules are its parts."""

from bearproof.reports.sarif.report import render

__all__ = ["render"]
