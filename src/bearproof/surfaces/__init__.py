"""The same scan, elsewhere."""
