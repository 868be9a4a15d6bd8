"""What do we read? Source trees, settings and, later, API documents; nothing is ever imported or run."""
